import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.gclient.IQuery;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Drives a FHIR server with the client of HAPI: base, token, then commands; prints a line for each. */
public class FhirDrive {
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    FhirContext context = FhirContext.forR4();
    // Reads /metadata first, and refuses a server that is not of the same version.
    context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.ONCE);
    context.getRestfulClientFactory().setSocketTimeout(60000);
    IGenericClient client = context.newRestfulGenericClient(args[0]);
    if (!args[1].isEmpty()) client.registerInterceptor(new BearerTokenAuthInterceptor(args[1]));
    for (int at = 2; at < args.length; at++) {
      String[] words = args[at].split(" ", 2);
      try {
        out.println(words[0] + " " + run(context, client, words[0], words.length > 1 ? words[1] : ""));
      } catch (BaseServerResponseException error) {
        OperationOutcome outcome = (OperationOutcome) error.getOperationOutcome();
        String issue = outcome == null ? "none"
            : outcome.getIssueFirstRep().getCode().toCode() + " " + outcome.getIssueFirstRep().getDetails().getText();
        out.println(words[0] + " REFUSED " + error.getStatusCode() + " " + issue);
      }
    }
  }

  static String run(FhirContext context, IGenericClient client, String command, String argument) {
    switch (command) {
      case "metadata":
        CapabilityStatement statement = client.capabilities().ofType(CapabilityStatement.class).execute();
        List<String> types = new ArrayList<>();
        statement.getRestFirstRep().getResource().forEach(one -> types.add(one.getType()));
        return statement.getFhirVersion().toCode() + " " + String.join(",", types);
      case "read":
        String[] reference = argument.split("/");
        Resource read = (Resource) client.read().resource(reference[0]).withId(reference[1]).execute();
        return read.getResourceType() + " " + read.getIdElement().getIdPart() + " v" + read.getMeta().getVersionId();
      case "binary":
        Binary binary = client.read().resource(Binary.class).withId(argument).execute();
        return binary.getContentType() + " " + binary.getContent().length;
      case "search":
      case "post":
        IQuery<Bundle> query = client.search().byUrl(argument).returnBundle(Bundle.class);
        if (command.equals("post")) query = query.usingStyle(SearchStyleEnum.POST);
        return idsOf(query.execute());
      case "pages":
        int pages = 1;
        List<String> found = new ArrayList<>();
        Bundle page = client.search().byUrl(argument).returnBundle(Bundle.class).execute();
        while (true) {
          page.getEntry().forEach(one -> found.add(one.getResource().getIdElement().getIdPart()));
          if (page.getLink(Bundle.LINK_NEXT) == null) break;
          page = client.loadPage().next(page).execute();
          pages++;
        }
        return pages + " " + String.join(",", found);
      case "match":
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("resource").setResource((Resource) context.newJsonParser().parseResource(argument));
        Bundle matches = client.operation().onType(Patient.class).named("match").withParameters(parameters)
            .returnResourceType(Bundle.class).execute();
        List<String> graded = new ArrayList<>();
        matches.getEntry().forEach(one -> graded.add(one.getResource().getIdElement().getIdPart() + "="
            + one.getSearch().getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/match-grade").getValue().primitiveValue()));
        return String.join(",", graded);
      default:
        throw new IllegalArgumentException(command);
    }
  }

  static String idsOf(Bundle bundle) {
    List<String> ids = new ArrayList<>();
    bundle.getEntry().forEach(one -> ids.add(one.getResource().getIdElement().getIdPart()));
    return bundle.getTotal() + " " + String.join(",", ids);
  }
}
