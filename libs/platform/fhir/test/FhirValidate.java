import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;

/**
 * Validates resources against FHIR R4 with the validator of HL7: each argument is a file; `OK name` or `ERROR name place message`.
 * A file `rules.txt` among them holds FHIRPath expressions, one a line, that must be true of each Patient.
 */
public class FhirValidate {
  public static void main(String[] args) throws Exception {
    FhirContext context = FhirContext.forR4();
    IValidationSupport support = new ValidationSupportChain(
        new DefaultProfileValidationSupport(context),
        new CommonCodeSystemsTerminologyService(context),
        new InMemoryTerminologyServerValidationSupport(context));
    FhirInstanceValidator instance = new FhirInstanceValidator(support);
    instance.setAnyExtensionsAllowed(true);
    // FR Core is not published where Maven finds it: its profiles are named, not read.
    instance.setErrorForUnknownProfiles(false);
    FhirValidator validator = context.newValidator().registerValidatorModule(instance);
    IFhirPath fhirPath = context.newFhirPath();
    List<String> rules = List.of();
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    for (String file : args) {
      if (file.endsWith("rules.txt")) {
        rules = Files.readAllLines(Path.of(file));
        continue;
      }
      String text = Files.readString(Path.of(file));
      String name = Path.of(file).getFileName().toString();
      boolean wrong = false;
      for (SingleValidationMessage message : validator.validateWithResult(text).getMessages()) {
        if (message.getSeverity().ordinal() < ResultSeverityEnum.ERROR.ordinal()) continue;
        wrong = true;
        out.println("ERROR " + name + " " + message.getLocationString() + " " + message.getMessage());
      }
      IBaseResource resource = context.newJsonParser().parseResource(text);
      if (context.getResourceType(resource).equals("Patient")) {
        for (String rule : rules) {
          List<BooleanType> truth = fhirPath.evaluate(resource, rule, BooleanType.class);
          if (truth.size() == 1 && truth.get(0).booleanValue()) continue;
          wrong = true;
          out.println("ERROR " + name + " " + rule);
        }
      }
      if (!wrong) out.println("OK " + name);
    }
  }
}
