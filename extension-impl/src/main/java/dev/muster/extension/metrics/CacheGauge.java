package dev.muster.extension.metrics;

import dev.muster.extension.infinispan.CacheMessage;
import dev.muster.extension.infinispan.CacheStatus;
import dev.muster.extension.metrics.MeshGauges.Injected;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/** How the fast path of rooms is, as a gauge of the application's scope. Loaded only where that API is there. */
public final class CacheGauge {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    private static final Metadata STATE = Metadata.builder()
            .withName("muster.rooms.cache.state")
            .withDescription("2: reaches all live servers, 1: misses some, 0: is down and the database is asked")
            .withUnit(MetricUnits.NONE)
            .build();

    private CacheGauge() {}

    /** Whether there is somewhere to show it. */
    public static boolean isPossible(ClassLoader application) {
        try {
            Class.forName("org.eclipse.microprofile.metrics.MetricRegistry", false, application);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Shows it from now on; what is returned withdraws it. What cannot be shown is reported and stops nothing. */
    public static Runnable show(BeanManager beans, String cluster, Supplier<CacheStatus> status) {
        try {
            MetricRegistry registry = new Unmanaged<>(beans, Injected.class)
                    .newInstance()
                    .produce()
                    .inject()
                    .get()
                    .registry;
            Tag tag = new Tag("cluster", cluster);
            registry.gauge(STATE, () -> status.get().state().level(), tag);
            return () -> registry.remove(new MetricID(STATE.getName(), tag));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, CacheMessage.NOT_SHOWN.text("MicroProfile Metrics", e));
            return () -> {};
        }
    }
}
