import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parses each file with HAPI's model of HL7 2.5 and its default validation; one line of what it read of each. */
public class HapiParser {
  public static void main(String[] files) throws Exception {
    DefaultHapiContext context = new DefaultHapiContext(new CanonicalModelClassFactory("2.5"));
    context.setValidationContext(ValidationContextFactory.defaultValidation());
    for (String file : files) {
      String text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
      try {
        Message message = context.getPipeParser().parse(text);
        Terser t = new Terser(message);
        String name = message.getName();
        System.out.println(t.get("/MSH-9-2") + "|" + name + "|" + t.get("/.PID-3-1") + "|" + t.get("/.PID-5-1"));
      } catch (Exception cause) {
        System.out.println(file + " REFUSED " + cause.getMessage());
      }
    }
  }
}
