import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.transform.stream.StreamSource;
import org.openehealth.ipf.commons.ihe.xds.XDS;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLProvideAndRegisterDocumentSetRequest30;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.SubmissionSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.ProvideAndRegisterDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.ProvideAndRegisterDocumentSetRequestType;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.ProvideAndRegisterDocumentSetTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.ObjectContainerValidator;
import javax.xml.bind.JAXBContext;

/** Reads ITI-41 requests with Open eHealth IPF and validates their metadata as its ITI-41 endpoint does. */
public final class IpfXds {
    public static void main(String[] files) throws Exception {
        var context = JAXBContext.newInstance(ProvideAndRegisterDocumentSetRequestType.class);
        for (String file : files) {
            try {
                var root = context.createUnmarshaller().unmarshal(
                    new StreamSource(Files.newInputStream(Path.of(file))), ProvideAndRegisterDocumentSetRequestType.class);
                var request = new EbXMLProvideAndRegisterDocumentSetRequest30(root.getValue());
                ObjectContainerValidator.getInstance().validate(request, XDS.Interactions.ITI_41);
                describe(new ProvideAndRegisterDocumentSetTransformer(new EbXMLFactory30()).fromEbXML(request));
            } catch (Exception error) {
                System.out.println("INVALID " + error.getClass().getSimpleName() + " " + error.getMessage());
            }
        }
    }

    private static void describe(ProvideAndRegisterDocumentSet set) {
        SubmissionSet submission = set.getSubmissionSet();
        StringBuilder line = new StringBuilder("VALID set=" + submission.getUniqueId() + "|" + submission.getPatientId().getId());
        for (var document : set.getDocuments()) {
            DocumentEntry entry = document.getDocumentEntry();
            line.append(" entry=").append(entry.getUniqueId()).append('|').append(entry.getTypeCode().getCode())
                .append('|').append(entry.getAuthors().get(0).getAuthorPerson().getName().getFamilyName())
                .append('|').append(entry.getHash()).append('|').append(entry.getConfidentialityCodes().size());
        }
        for (var association : set.getAssociations())
            line.append(" association=").append(association.getAssociationType());
        System.out.println(line);
    }
}
