import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.llp.HL7Reader;
import ca.uhn.hl7v2.llp.HL7Writer;
import ca.uhn.hl7v2.llp.MinLowerLayerProtocol;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.v25.message.ADT_A05;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * {@code send PORT MODE CHARSET TLS IPP…}: creates identities with HAPI's model and prints the acknowledgements.
 * {@code receive PORT MODE TLS}: prints what it reads of each message, and acknowledges it. MODE is original or enhanced, TLS tls or tcp.
 */
public class HapiPam {
  private static final DefaultHapiContext CONTEXT = new DefaultHapiContext();

  public static void main(String[] a) throws Exception {
    CONTEXT.setLowerLayerProtocol(new MinLowerLayerProtocol(true));
    CONTEXT.setValidationContext(ValidationContextFactory.defaultValidation());
    if (a[0].equals("send")) {
      for (int n = 5; n < a.length; n++) send(Integer.parseInt(a[1]), a[2].equals("enhanced"), a[3], a[4].equals("tls"), a[n]);
      System.exit(0);
    }
    if (a[2].equals("enhanced")) receiveEnhanced(Integer.parseInt(a[1]), a[3].equals("tls"));
    else receive(Integer.parseInt(a[1]), a[3].equals("tls"));
  }

  private static void send(int port, boolean enhanced, String charset, boolean tls, String ipp) throws Exception {
    ADT_A05 adt = identity(ipp, charset, enhanced);
    if (!enhanced) {
      Connection connection = CONTEXT.newClient("127.0.0.1", port, tls);
      print(connection.getInitiator().sendAndReceive(adt));
      connection.close();
      return;
    }
    // Two answers to one message: HAPI's initiator waits for one, its protocol reads both.
    try (Socket socket = tls ? SSLSocketFactory.getDefault().createSocket("127.0.0.1", port) : new Socket("127.0.0.1", port)) {
      HL7Writer writer = CONTEXT.getLowerLayerProtocol().getWriter(socket.getOutputStream());
      HL7Reader reader = CONTEXT.getLowerLayerProtocol().getReader(socket.getInputStream());
      writer.writeMessage(CONTEXT.getPipeParser().encode(adt));
      print(CONTEXT.getPipeParser().parse(reader.getMessage()));
      print(CONTEXT.getPipeParser().parse(reader.getMessage()));
    }
  }

  private static ADT_A05 identity(String ipp, String charset, boolean enhanced) throws Exception {
    ADT_A05 adt = new ADT_A05();
    adt.initQuickstart("ADT", "A28", "D");
    Terser t = new Terser(adt);
    String[][] values = {
      {"MSH-3", "HAPI"}, {"MSH-4", "220000012"}, {"MSH-7", "20260310081200"}, {"MSH-10", "H" + ipp}, {"MSH-12-2", "FRA"},
      {"MSH-12-3", "2.11"}, {"MSH-15", enhanced ? "AL" : null}, {"MSH-16", enhanced ? "AL" : null}, {"MSH-17", "FRA"},
      {"MSH-18", charset}, {"EVN-2", "20260310081200"}, {"PID-3-1", ipp}, {"PID-3-4", "GAM"}, {"PID-3-4-2", "220000012"},
      {"PID-3-4-3", "M"}, {"PID-3-5", "PI"}, {"PID-5-1", "LE GOËFF"}, {"PID-5-2", "ÉLOÏSE"}, {"PID-5-7", "L"}, {"PID-7", "19790328"},
      {"PID-8", "F"}, {"PID-11-1", "5 rue de l’Œuvre".replace('’', '\'')}, {"PID-11-3", "Guingamp"}, {"PID-11-7", "H"},
      {"PID-32", ipp.startsWith("X") ? null : "PROV"}, {"PV1-2", "N"}
    };
    for (String[] value : values) if (value[1] != null) t.set("/." + value[0], value[1]);
    return adt;
  }

  private static void receive(int port, boolean tls) throws Exception {
    HL7Service server = CONTEXT.newServer(port, tls);
    server.registerApplication("*", "*", new ReceivingApplication<Message>() {
      public Message processMessage(Message message, Map<String, Object> metadata) throws HL7Exception {
        print(message);
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
    server.startAndWait();
    System.out.println("READY");
    Thread.sleep(600_000);
  }

  private static void receiveEnhanced(int port, boolean tls) throws Exception {
    ServerSocket server = tls ? SSLServerSocketFactory.getDefault().createServerSocket(port) : new ServerSocket(port);
    System.out.println("READY");
    while (true) {
      try (Socket socket = server.accept()) {
        HL7Writer writer = CONTEXT.getLowerLayerProtocol().getWriter(socket.getOutputStream());
        HL7Reader reader = CONTEXT.getLowerLayerProtocol().getReader(socket.getInputStream());
        for (String text = reader.getMessage(); text != null; text = reader.getMessage()) {
          Message message = CONTEXT.getPipeParser().parse(text);
          print(message);
          for (AcknowledgmentCode code : new AcknowledgmentCode[] {AcknowledgmentCode.CA, AcknowledgmentCode.AA}) {
            writer.writeMessage(CONTEXT.getPipeParser().encode(message.generateACK(code, null)));
          }
        }
      } catch (java.io.IOException closed) {
        System.err.println(closed);
      }
    }
  }

  private static void print(Message message) throws HL7Exception {
    Terser t = new Terser(message);
    StringBuilder line = new StringBuilder(message.getName());
    for (String path : new String[] {"MSH-9-2", "MSH-18", "MSA-1", "MSA-2", "ERR-2-3", "PID-3-1", "PID-5-1", "PID-11-1", "PV1-19-1"}) {
      String value = null;
      try {
        value = t.get("/." + path);
      } catch (HL7Exception absent) {
        value = null;
      }
      line.append('|').append(value == null ? "" : value);
    }
    System.out.println(line);
  }
}
