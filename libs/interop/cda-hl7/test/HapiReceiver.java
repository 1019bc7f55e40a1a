import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.llp.MinLowerLayerProtocol;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.Map;

/** Receives messages by MLLP with HAPI, validated by its default rules; prints what it read of each, one line per fact. */
public class HapiReceiver {
  public static void main(String[] arguments) throws Exception {
    DefaultHapiContext context = new DefaultHapiContext();
    context.setValidationContext(ValidationContextFactory.defaultValidation());
    context.setLowerLayerProtocol(new MinLowerLayerProtocol(true));
    HL7Service service = context.newServer(Integer.parseInt(arguments[0]), false);
    service.registerApplication("*", "*", new ReceivingApplication<Message>() {
      public Message processMessage(Message message, Map<String, Object> metadata) throws HL7Exception {
        Terser terser = new Terser(message);
        StringBuilder line = new StringBuilder("RECEIVED ").append(message.getName()).append(' ').append(message.getVersion());
        for (String path : new String[] {"/.PID-3-1", "/.PID-5-1-1", "/.PID-3(1)-4-2", "/.PV1-19-1", "/.ORC-1", "/.OBR-4-2", "/.TXA-12-1", "/.OBX-5-4"}) {
          line.append('|').append(read(terser, path));
        }
        String document = read(terser, "/.OBX-5-5");
        line.append('|').append(java.util.Base64.getDecoder().decode(document).length);
        System.out.println(line);
        try {
          return message.generateACK();
        } catch (java.io.IOException cause) {
          throw new HL7Exception(cause);
        }
      }

      public boolean canProcess(Message message) {
        return true;
      }
    });
    service.startAndWait();
    System.out.println("READY");
    System.in.read();
    service.stopAndWait();
    System.exit(0);
  }

  private static String read(Terser terser, String path) {
    try {
      String value = terser.get(path);
      return value == null ? "" : value;
    } catch (HL7Exception cause) {
      return "? " + cause.getMessage();
    }
  }
}
