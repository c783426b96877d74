package dev.muster.it.servers;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The servers, and what each of them cannot do. A scene named here has to fail: a gap that closes is to be removed. */
enum Tested {
    PAYARA(PayaraMicro::new, Map.of()),
    GLASSFISH(GlassFish::new, Map.of()),
    WILDFLY(WildFly::new, Map.of(Scene.COOKIE, Cause.COOKIE_ATTRIBUTES, Scene.SOCKET_SCOPE, Cause.SOCKET_ON_WILDFLY)),
    LIBERTY(Liberty::new, Map.of(Scene.SOCKET_SCOPE, Cause.SOCKET_ON_LIBERTY, Scene.URL, Cause.URL_ON_LIBERTY)),
    TOMCAT(
            Tomcat::new,
            Map.of(
                    Scene.SOCKET_SCOPE,
                    Cause.PLAIN_ENDPOINTS,
                    Scene.VIEW_SCOPED,
                    Cause.PROXIES,
                    Scene.LOGIN,
                    Cause.LOGIN)),
    JETTY(Jetty::new, Map.of(Scene.SOCKET_SCOPE, Cause.PLAIN_ENDPOINTS, Scene.LOGIN, Cause.LOGIN));

    private final Supplier<Product> product;
    private final Map<Scene, String> gaps;

    Tested(Supplier<Product> product, Map<Scene, String> gaps) {
        this.product = product;
        this.gaps = gaps;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Product product() {
        return product.get();
    }

    /** Why a scene cannot be played here. */
    Optional<String> gap(Scene scene) {
        return Optional.ofNullable(gaps.get(scene));
    }

    private static final class Cause {

        static final String COOKIE_ATTRIBUTES =
                "WildFly does not read `<attribute>` in `<cookie-config>`, so `SameSite` is nowhere to be seen.";

        static final String PLAIN_ENDPOINTS =
                "Tomcat and Jetty make WebSocket endpoints without CDI: nothing is injected and no"
                        + " interceptor is called, so nobody makes the scope active.";
        static final String PROXIES = "Weld could not read the view's bean on the other server (`WELD-001500`,"
                + " a proxy injected into it); it begins anew. Not yet looked into.";

        static final String SOCKET_ON_WILDFLY = "The interceptor is called, but finds no session of the socket"
                + " (`WELD-001303`). Not yet looked into.";
        static final String LOGIN = "The container keeps who has signed in in a session of its own, in memory.";

        static final String SOCKET_ON_LIBERTY = "The endpoint does not find the scope. Not yet looked into.";
        static final String URL_ON_LIBERTY =
                "The session id in the URL is not recognized on Open Liberty. Not yet looked into.";

        private Cause() {}
    }
}
