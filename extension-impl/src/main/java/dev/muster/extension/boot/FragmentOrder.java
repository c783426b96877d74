package dev.muster.extension.boot;

import dev.muster.MusterException;
import dev.muster.config.ConfigMessage;
import dev.muster.config.WarFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the application's {@code web.xml} says about the order of web fragments, and which it leaves out. Immutable. */
final class FragmentOrder {

    private static final String WEB_XML = "WEB-INF/web.xml";

    private final Optional<Element> absolute;

    private FragmentOrder(Optional<Element> absolute) {
        this.absolute = absolute;
    }

    static FragmentOrder ofWar() {
        return new FragmentOrder(
                WarFile.around(FragmentOrder.class).open(WEB_XML).flatMap(FragmentOrder::absoluteOrdering));
    }

    static FragmentOrder of(InputStream webXml) {
        return new FragmentOrder(absoluteOrdering(webXml));
    }

    /**
     * Fails if this fragment is left out.
     *
     * @throws MusterException in that case
     */
    void require(String fragment) {
        boolean left = absolute.filter(order -> !has(order, fragment)).isPresent();
        if (left) {
            throw new MusterException(ConfigMessage.CUT_OFF, fragment, fragment);
        }
    }

    private static boolean has(Element order, String fragment) {
        if (order.getElementsByTagNameNS("*", "others").getLength() > 0) {
            return true;
        }
        NodeList names = order.getElementsByTagNameNS("*", "name");
        for (int i = 0; i < names.getLength(); i++) {
            if (names.item(i).getTextContent().strip().equals(fragment)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Element> absoluteOrdering(InputStream webXml) {
        try (webXml) {
            NodeList found = parse(webXml).getElementsByTagNameNS("*", "absolute-ordering");
            return found.getLength() == 0 ? Optional.empty() : Optional.of((Element) found.item(0));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new MusterException(e, ConfigMessage.UNREADABLE, WEB_XML, e.getMessage());
        }
    }

    private static Document parse(InputStream xml) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(xml);
    }
}
