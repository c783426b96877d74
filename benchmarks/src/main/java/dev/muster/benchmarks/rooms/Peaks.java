package dev.muster.benchmarks.rooms;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Worst loads relative to the mean, of several runs.
 *
 * @param median of the runs
 * @param worst of the runs
 */
record Peaks(double median, double worst) {

    static final Peaks NONE = new Peaks(1, 1);

    static Peaks of(List<Double> runs) {
        List<Double> sorted = runs.stream().sorted().toList();
        return new Peaks(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    Map<String, Double> json() {
        return Map.of("median", median, "worst", worst);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f (%.3f)", median, worst);
    }
}
