package dev.muster.it.servers;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The servers, and what each of them cannot do. A scene named here has to fail: a gap that closes is to be removed. */
enum Tested {
    PAYARA(PayaraMicro::new, Map.of(Scene.SOCKET_SCOPE, Cause.LATE_ENDPOINT, Scene.COOKIE, Cause.COOKIE_ON_GLASSFISH)),
    GLASSFISH(GlassFish::new, Map.of(Scene.SOCKET_SCOPE, Cause.LATE_ENDPOINT, Scene.COOKIE, Cause.COOKIE_ON_GLASSFISH)),
    WILDFLY(WildFly::new, Map.of(Scene.COOKIE, Cause.COOKIE_ON_WILDFLY, Scene.SOCKET_SCOPE, Cause.SOCKET_ON_WILDFLY)),
    LIBERTY(Liberty::new, Map.of(Scene.SOCKET_SCOPE, Cause.SOCKET_ON_LIBERTY)),
    TOMCAT(Tomcat::new, Map.of(Scene.SOCKET_SCOPE, Cause.PLAIN_ENDPOINTS, Scene.LOGIN, Cause.LOGIN)),
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

        static final String COOKIE_ON_GLASSFISH =
                "Payara 6 and GlassFish 7 ignore `<attribute>` in `<cookie-config>` (GlassFish's log says so), so nobody"
                        + " learns of `SameSite`.";
        static final String COOKIE_ON_WILDFLY =
                "`SameSite` from `<attribute>` in `<cookie-config>` is not in the cookie. Not yet looked into.";
        static final String LATE_ENDPOINT =
                "The endpoint of this WAR has no `@OnOpen`, so the server makes it at the first message, when nobody can tell"
                        + " any more whose handshake it was. One that has is given its session (`samples/travel`).";
        static final String SOCKET_ON_WILDFLY =
                "No scope is active in the callback (`WELD-001303`). Not yet looked into.";
        static final String SOCKET_ON_LIBERTY = "No scope is active in the callback. Not yet looked into.";
        static final String PLAIN_ENDPOINTS =
                "Tomcat and Jetty make WebSocket endpoints without CDI: nothing is injected and no"
                        + " interceptor is called, so nobody makes the scope active.";
        static final String LOGIN =
                "The login of `web.xml` stays the container's own there, which keeps who has signed in in"
                        + " memory: Tomcat tells a login module no roles, Jetty has none switched on.";

        private Cause() {}
    }
}
