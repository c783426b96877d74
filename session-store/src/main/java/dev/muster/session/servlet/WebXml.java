package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.config.ConfigMessage;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
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

    /**
     * The descriptors of an application: its {@code web.xml}, if it has one, and those of the fragments.
     *
     * @throws MusterException if one cannot be read
     */
    public static List<WebXml> all(ServletContext context) {
        List<WebXml> all = new ArrayList<>();
        try {
            URL webXml = context.getResource("/WEB-INF/web.xml");
            if (webXml != null) {
                all.add(read(webXml));
            }
            for (URL fragment : Collections.list(context.getClassLoader().getResources("META-INF/web-fragment.xml"))) {
                all.add(read(fragment));
            }
            return all;
        } catch (IOException e) {
            throw new MusterException(e, ConfigMessage.UNREADABLE, "WEB-INF/web.xml", e.getMessage());
        }
    }

    private static WebXml read(URL descriptor) throws IOException {
        URLConnection connection = descriptor.openConnection();
        connection.setUseCaches(false);
        try (InputStream stream = connection.getInputStream()) {
            return parse(stream, descriptor.toString());
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

    /** The texts of all elements of a name, in their order. */
    public List<String> texts(String element) {
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
