package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.config.ConfigMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A deployment descriptor, read without its schema. Not thread-safe. */
public final class WebXml {

    private static final String ABSOLUTE_ORDERING = "absolute-ordering";

    private final Document document;

    private WebXml(Document document) {
        this.document = document;
    }

    /**
     * Parses a descriptor; the caller closes the stream.
     *
     * @throws MusterException if it is no XML
     */
    public static WebXml parse(InputStream stream, String name) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setNamespaceAware(true);
            return new WebXml(factory.newDocumentBuilder().parse(stream));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new MusterException(e, ConfigMessage.UNREADABLE, name, e.getMessage());
        }
    }

    /** Whether an absolute ordering of fragments leaves out the one of this name. */
    public boolean leavesOut(String fragment) {
        NodeList orderings = document.getElementsByTagNameNS("*", ABSOLUTE_ORDERING);
        if (orderings.getLength() == 0) {
            return false;
        }
        Element ordering = (Element) orderings.item(0);
        return ordering.getElementsByTagNameNS("*", "others").getLength() == 0
                && !texts(ordering.getElementsByTagNameNS("*", "name")).contains(fragment);
    }

    List<String> texts(String element) {
        return texts(document.getElementsByTagNameNS("*", element));
    }

    private static List<String> texts(NodeList nodes) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }
}
