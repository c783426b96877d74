package dev.muster.session.login;

import dev.muster.session.servlet.WebXml;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.ServletSecurity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the descriptors of an application say about signing in.
 *
 * @param method the authentication method in upper case; empty if none is named
 * @param realm the name of the realm; empty if none is named
 * @param loginPage of FORM, with a slash in front; empty if there is none
 * @param errorPage of FORM, with a slash in front; empty if there is none
 * @param secured whether the descriptors say anything about security
 * @param sameForAllMethods whether who may GET a page may POST to it too: no constraint is about single HTTP methods
 */
record LoginConfig(
        String method, String realm, String loginPage, String errorPage, boolean secured, boolean sameForAllMethods) {

    private static final List<String> SECURITY = List.of("login-config", "security-constraint", "security-role");
    private static final List<String> METHODS = List.of("http-method", "http-method-omission");

    static LoginConfig of(ServletContext context) {
        List<WebXml> descriptors = WebXml.all(context);
        return new LoginConfig(
                first(descriptors, "auth-method").toUpperCase(Locale.ROOT),
                first(descriptors, "realm-name"),
                path(first(descriptors, "form-login-page")),
                path(first(descriptors, "form-error-page")),
                has(descriptors, SECURITY),
                !has(descriptors, METHODS) && !hasAnnotatedMethods(context));
    }

    private static boolean has(List<WebXml> descriptors, List<String> elements) {
        return elements.stream()
                .anyMatch(element -> texts(descriptors, element).findAny().isPresent());
    }

    private static boolean hasAnnotatedMethods(ServletContext context) {
        return context.getServletRegistrations().values().stream()
                .map(servlet -> constraints(servlet.getClassName(), context.getClassLoader()))
                .anyMatch(constraints -> constraints != null && constraints.httpMethodConstraints().length > 0);
    }

    private static @Nullable ServletSecurity constraints(@Nullable String servlet, ClassLoader loader) {
        try {
            return servlet == null
                    ? null
                    : Class.forName(servlet, false, loader).getAnnotation(ServletSecurity.class);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static String first(List<WebXml> descriptors, String element) {
        return texts(descriptors, element).findFirst().orElse("");
    }

    private static Stream<String> texts(List<WebXml> descriptors, String element) {
        return descriptors.stream().flatMap(descriptor -> descriptor.texts(element).stream());
    }

    private static String path(String page) {
        return page.isEmpty() || page.startsWith("/") ? page : "/" + page;
    }
}
