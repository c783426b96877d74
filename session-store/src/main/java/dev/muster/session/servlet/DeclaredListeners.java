package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.config.ConfigMessage;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The listener classes that {@code web.xml} and the web fragments declare. */
final class DeclaredListeners {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private DeclaredListeners() {}

    static List<Class<?>> of(ServletContext context) {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names(context)) {
            try {
                classes.add(Class.forName(name.strip(), false, context.getClassLoader()));
            } catch (ClassNotFoundException e) {
                LOG.log(System.Logger.Level.DEBUG, "listener class {0} is not there", name);
            }
        }
        return classes;
    }

    private static List<String> names(ServletContext context) {
        List<String> names = new ArrayList<>();
        try {
            URL webXml = context.getResource("/WEB-INF/web.xml");
            if (webXml != null) {
                names.addAll(names(webXml));
            }
            for (URL fragment : Collections.list(context.getClassLoader().getResources("META-INF/web-fragment.xml"))) {
                names.addAll(names(fragment));
            }
        } catch (IOException e) {
            throw new MusterException(e, ConfigMessage.UNREADABLE, "WEB-INF/web.xml", e.getMessage());
        }
        return names;
    }

    private static List<String> names(URL descriptor) throws IOException {
        var connection = descriptor.openConnection();
        connection.setUseCaches(false);
        try (InputStream stream = connection.getInputStream()) {
            return WebXml.parse(stream, descriptor.toString()).texts("listener-class");
        }
    }
}
