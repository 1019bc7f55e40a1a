import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.llp.MinLowerLayerProtocol;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.v25.message.ADT_A01;
import ca.uhn.hl7v2.util.Terser;

/** Builds admissions with HAPI's model, sends them by HAPI's MLLP, prints what HAPI read of each acknowledgement. */
public class HapiSender {
  public static void main(String[] arguments) throws Exception {
    DefaultHapiContext context = new DefaultHapiContext();
    context.setLowerLayerProtocol(new MinLowerLayerProtocol(true));
    Connection connection = context.newClient("127.0.0.1", Integer.parseInt(arguments[0]), false);
    report(connection.getInitiator().sendAndReceive(admission("H1", "VALI")));
    report(connection.getInitiator().sendAndReceive(admission("H2", null)));
    connection.close();
    context.close();
    System.exit(0);
  }

  private static ADT_A01 admission(String id, String reliability) throws Exception {
    ADT_A01 adt = new ADT_A01();
    adt.initQuickstart("ADT", "A01", "D");
    adt.addNonstandardSegment("ZBE");
    adt.addNonstandardSegment("ZFA");
    Terser t = new Terser(adt);
    String[][] values = {
      {"MSH-3", "GAM"}, {"MSH-4", "220000012"}, {"MSH-7", "20260310081200"}, {"MSH-10", id}, {"MSH-12-2", "FRA"}, {"MSH-12-3", "2.11"},
      {"MSH-17", "FRA"}, {"MSH-18", "UNICODE UTF-8"}, {"EVN-2", "20260310081200"}, {"PID-3-1", "000003"}, {"PID-3-4", "GAM"},
      {"PID-3-4-2", "220000012"}, {"PID-3-4-3", "M"}, {"PID-3-5", "PI"}, {"PID-3(1)-1", "279035121518989"},
      {"PID-3(1)-4", "ASIP-SANTE-INS-NIR"}, {"PID-3(1)-4-2", "1.2.250.1.213.1.4.10"}, {"PID-3(1)-4-3", "ISO"}, {"PID-3(1)-5", "INS"},
      {"PID-5-1", "PAT-TROIS"}, {"PID-5-2", "DOMINIQUE"}, {"PID-5-3", "DOMINIQUE"}, {"PID-5-7", "L"}, {"PID-5(1)-1", "Le Goëff & Fils"},
      {"PID-5(1)-7", "D"}, {"PID-7", "19790328"}, {"PID-8", "F"}, {"PID-11-7", "BDL"}, {"PID-11-9", "51215"}, {"PID-18", "24000006"},
      {"PID-18-4", "GAM"}, {"PID-18-5", "AN"}, {"PID-32", reliability}, {"PV1-2", "I"}, {"PV1-3-1", "6268"}, {"PV1-19", "9000001"},
      {"PV1-19-4", "GAM"}, {"PV1-19-5", "VN"}, {"ZBE-1", "MVT2"}, {"ZBE-2", "20260310080500"}, {"ZBE-4", "INSERT"}, {"ZBE-5", "N"},
      {"ZBE-7-10", "6268"}, {"ZBE-8-10", "6268"}, {"ZBE-9", "HMS"}, {"ZFA-1", "ACTIF"}, {"ZFA-9", "IO"}, {"ZFA-10", "20260310081200"}
    };
    for (String[] value : values) if (value[1] != null) t.set("/." + value[0], value[1]);
    return adt;
  }

  private static void report(Message ack) throws Exception {
    Terser t = new Terser(ack);
    StringBuilder line = new StringBuilder(ack.getName());
    for (String path : new String[] {"MSH-9-2", "MSA-1", "MSA-2", "ERR-2-1", "ERR-2-3", "ERR-3-1", "ERR-4", "ERR-8"}) {
      String value = null;
      try {
        value = t.get("/." + path);
      } catch (ca.uhn.hl7v2.HL7Exception absent) {
        value = null;
      }
      line.append('|').append(value == null ? "" : value);
    }
    System.out.println(line);
  }
}
