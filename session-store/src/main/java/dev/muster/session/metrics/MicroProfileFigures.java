package dev.muster.session.metrics;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The figures as gauges of the application's scope in MicroProfile Metrics. Loaded only where that API is there. A gauge
 * reads our counter when it is asked, so nothing is counted twice.
 */
final class MicroProfileFigures implements AutoCloseable {

    private final MetricRegistry registry;
    private final List<MetricID> registered;

    private MicroProfileFigures(MetricRegistry registry, List<MetricID> registered) {
        this.registry = registry;
        this.registered = registered;
    }

    static AutoCloseable show(List<Figure> figures, String cluster, BeanManager manager) {
        if (manager.getBeans(MetricRegistry.class).isEmpty()) {
            return () -> {};
        }
        Unmanaged.UnmanagedInstance<Injected> injected = new Unmanaged<>(manager, Injected.class).newInstance();
        MetricRegistry registry = injected.produce().inject().get().registry;
        Tag tag = new Tag("cluster", cluster);
        return new MicroProfileFigures(
                registry,
                figures.stream().map(figure -> register(registry, figure, tag)).toList());
    }

    private static MetricID register(MetricRegistry registry, Figure figure, Tag tag) {
        Metadata metadata = Metadata.builder()
                .withName(figure.metricName())
                .withDescription(figure.description())
                .withUnit(figure.isBytes() ? MetricUnits.BYTES : MetricUnits.NONE)
                .build();
        registry.gauge(metadata, figure.value()::getAsLong, tag);
        return new MetricID(figure.metricName(), tag);
    }

    @Override
    public void close() {
        registered.forEach(registry::remove);
    }

    /** Payara gives the registry to nobody but a field. */
    static class Injected {

        @Inject
        MetricRegistry registry;
    }
}
