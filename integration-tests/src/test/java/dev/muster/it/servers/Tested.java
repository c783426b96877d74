package dev.muster.it.servers;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The servers, and what each of them cannot do. A scene named here has to fail: a gap that closes is to be removed. */
enum Tested {
    PAYARA(PayaraMicro::new, Map.of()),
    GLASSFISH(GlassFish::new, Map.of()),
    WILDFLY(WildFly::new, Map.of(Scene.COOKIE, Cause.COOKIE_ATTRIBUTES)),
    LIBERTY(Liberty::new, Map.of()),
    TOMCAT(
            Tomcat::new,
            Map.of(Scene.SOCKET_SCOPE, Cause.PLAIN_ENDPOINTS, Scene.VIEW_SCOPED, Cause.PROXIES_BY_PATH)),
    JETTY(Jetty::new, Map.of(Scene.SOCKET_SCOPE, Cause.PLAIN_ENDPOINTS));

    /** What no server can do yet. */
    private static final Map<Scene, String> EVERYWHERE =
            Map.of(Scene.LOGIN, "The container keeps who has signed in in a session of its own, in memory.");

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
        var all = new EnumMap<>(EVERYWHERE);
        all.putAll(gaps);
        return Optional.ofNullable(all.get(scene));
    }

    private static final class Cause {

        static final String COOKIE_ATTRIBUTES =
                "WildFly does not read `<attribute>` in `<cookie-config>`, so `SameSite` is nowhere to be seen.";

        static final String PLAIN_ENDPOINTS = "Tomcat and Jetty make WebSocket endpoints without CDI: nothing is injected and no"
                + " interceptor is called, so nobody makes the scope active.";
        static final String PROXIES_BY_PATH = "Weld could not read the view's bean on the other server (`WELD-001500`,"
                + " a proxy injected into it); it begins anew. Not yet looked into.";

        private Cause() {}
    }
}
