package dev.muster.benchmarks.jpa.measure;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All figures of a run, one of each round. Not thread-safe. */
public final class Figures {

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    /** One more round. */
    public void add(int nodes, JpaVariant variant, Metric metric, double value) {
        values.computeIfAbsent(new Key(nodes, variant, metric), key -> new ArrayList<>())
                .add(value);
    }

    /** The median of the rounds, if there are any. */
    public OptionalDouble median(int nodes, JpaVariant variant, Metric metric) {
        double[] sorted = values.getOrDefault(new Key(nodes, variant, metric), List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    /** Everything, for JSON. */
    Map<String, Object> asMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        values.forEach((key, rounds) ->
                all.put(key.nodes + " nodes, " + key.variant.title() + ", " + key.metric.title(), rounds));
        return all;
    }

    private record Key(int nodes, JpaVariant variant, Metric metric) {}
}
