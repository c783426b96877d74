package dev.muster.it.servers;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The servers, and what each of them cannot do. A scene named here has to fail: a gap that closes is to be removed. */
enum Tested {
    PAYARA(PayaraMicro::new, Map.of()),
    GLASSFISH(GlassFish::new, Map.of()),
    WILDFLY(WildFly::new, Map.of()),
    LIBERTY(Liberty::new, Map.of()),
    TOMCAT(Tomcat::new, Map.of()),
    JETTY(Jetty::new, Map.of());

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
}
