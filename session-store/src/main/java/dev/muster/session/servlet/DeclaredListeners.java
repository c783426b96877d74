package dev.muster.session.servlet;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;

/** The listener classes that {@code web.xml} and the web fragments declare. */
final class DeclaredListeners {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private DeclaredListeners() {}

    static List<Class<?>> of(ServletContext context) {
        List<Class<?>> classes = new ArrayList<>();
        for (WebXml descriptor : WebXml.all(context)) {
            for (String name : descriptor.texts("listener-class")) {
                addClass(context, name, classes);
            }
        }
        return classes;
    }

    private static void addClass(ServletContext context, String name, List<Class<?>> classes) {
        try {
            classes.add(Class.forName(name, false, context.getClassLoader()));
        } catch (ClassNotFoundException e) {
            LOG.log(System.Logger.Level.DEBUG, "listener class {0} is not there", name);
        }
    }
}
