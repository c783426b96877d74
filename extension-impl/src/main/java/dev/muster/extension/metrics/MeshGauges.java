package dev.muster.extension.metrics;

import dev.muster.jpa.LinkStatus;
import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshCounter;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.RemoteCommits;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The figures of the mesh as gauges of the application's scope. Loaded only where that API and muster-jpa are there. A gauge
 * asks the mesh that is bound at the moment, so it outlives an incarnation of the server. Thread-safe.
 */
public final class MeshGauges {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private final MetricRegistry registry;
    private final Tag cluster;
    private final List<MetricID> registered = new ArrayList<>();

    private MeshGauges(MetricRegistry registry, Tag cluster) {
        this.registry = registry;
        this.cluster = cluster;
    }

    /** Whether there is something to show, and somewhere to show it. */
    public static boolean isPossible(ClassLoader application) {
        try {
            Class.forName("org.eclipse.microprofile.metrics.MetricRegistry", false, application);
            Class.forName("dev.muster.jpa.Mesh", false, application);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Shows the figures from now on; what is returned withdraws them. What cannot be shown is reported and stops nothing. */
    public static Runnable show(BeanManager beans, String cluster) {
        try {
            return register(beans, cluster)::withdraw;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, MeshMessage.NOT_SHOWN.text("MicroProfile Metrics", e));
            return () -> {};
        }
    }

    private static MeshGauges register(BeanManager beans, String cluster) {
        Unmanaged.UnmanagedInstance<Injected> injected = new Unmanaged<>(beans, Injected.class).newInstance();
        MetricRegistry registry = injected.produce().inject().get().registry;
        MeshGauges gauges = new MeshGauges(registry, new Tag("cluster", cluster));
        for (MeshCounter counter : MeshCounter.values()) {
            String name = counter.name().toLowerCase(Locale.ROOT).replace('_', '.');
            gauges.register(name, counter.description(), MetricUnits.NONE, mesh -> mesh.count(counter));
        }
        gauges.register("links.up", "Peers to which a link is up", MetricUnits.NONE, mesh -> up(mesh, true));
        gauges.register("links.missing", "Peers to which no link is up", MetricUnits.NONE, mesh -> up(mesh, false));
        gauges.register(
                "lag.commits",
                "Commits that the slowest peer has not said to have followed",
                MetricUnits.NONE,
                mesh -> each(mesh, LinkStatus::lag).max().orElse(0));
        gauges.register(
                "lag.millis",
                "Milliseconds for which the peer that was not heard longest may have done what is not known here",
                MetricUnits.MILLISECONDS,
                mesh -> each(mesh, link -> link.asOf().toMillis()).max().orElse(0));
        gauges.register(
                "queued",
                "Evictions that wait to be written",
                MetricUnits.NONE,
                mesh -> each(mesh, LinkStatus::queued).sum());
        return gauges;
    }

    private static long up(Mesh mesh, boolean up) {
        return mesh.links().stream().filter(link -> link.up() == up).count();
    }

    private static LongStream each(Mesh mesh, ToLongFunction<LinkStatus> figure) {
        return mesh.links().stream().mapToLong(figure);
    }

    private void register(String name, String description, String unit, ToLongFunction<Mesh> figure) {
        Metadata metadata = Metadata.builder()
                .withName("muster.mesh." + name)
                .withDescription(description)
                .withUnit(unit)
                .build();
        registry.gauge(
                metadata, () -> RemoteCommits.bound().map(figure::applyAsLong).orElse(0L), cluster);
        registered.add(new MetricID(metadata.getName(), cluster));
    }

    private void withdraw() {
        registered.forEach(registry::remove);
    }

    /** Payara gives the registry to nobody but a field. */
    static class Injected {

        @Inject
        MetricRegistry registry;
    }
}
