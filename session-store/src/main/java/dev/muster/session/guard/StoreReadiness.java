package dev.muster.session.guard;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells balancers through MicroProfile Health whether this server can reach the session store. Loaded only where that API
 * is there, so it is no bean by itself: see {@link Health}. Stateless.
 */
@Readiness
public class StoreReadiness implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("muster-session-store")
                .status(StoreGuard.allAvailable())
                .build();
    }
}
