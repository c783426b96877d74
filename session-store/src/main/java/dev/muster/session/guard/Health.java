package dev.muster.session.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;

/** Whether this server is ready, for MicroProfile Health where the server has it. Stateless. */
public final class Health {

    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    private Health() {}

    /** Adds the readiness check to the application's beans. */
    public static void addTo(BeforeBeanDiscovery event) {
        if (isThere()) {
            event.addAnnotatedType(StoreReadiness.class, StoreReadiness.class.getName())
                    .add(ApplicationScoped.Literal.INSTANCE);
        }
    }

    private static boolean isThere() {
        try {
            Class.forName(API, false, Health.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
