package dev.muster.session.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One figure as tools see it.
 *
 * @param name in words, for example {@code bytes read}
 * @param description one line
 * @param isBytes whether it is an amount of bytes
 * @param value reads it
 */
record Figure(String name, String description, boolean isBytes, LongSupplier value) {

    static List<Figure> of(SessionMetrics metrics, LongSupplier cached) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("cached", "Sessions in the memory of this server", false, cached));
        for (SessionCounter counter : SessionCounter.values()) {
            figures.add(new Figure(
                    counter.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    counter.description(),
                    counter.isBytes(),
                    () -> metrics.count(counter)));
        }
        return figures;
    }

    /** As JMX writes names: {@code BytesRead}. */
    String attributeName() {
        StringBuilder joined = new StringBuilder();
        for (String word : name.split(" ")) {
            joined.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return joined.toString();
    }

    /** As MicroProfile Metrics writes names: {@code muster.session.bytesRead}; it makes them fit for Prometheus itself. */
    String metricName() {
        String attribute = attributeName();
        return "muster.session." + Character.toLowerCase(attribute.charAt(0)) + attribute.substring(1);
    }
}
