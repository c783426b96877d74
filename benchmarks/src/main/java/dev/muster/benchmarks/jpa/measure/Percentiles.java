package dev.muster.benchmarks.jpa.measure;

import java.util.stream.LongStream;

/** Times in nanoseconds, in order. */
final class Percentiles {

    private static final double MICRO = 1e3;

    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    static Percentiles of(LongStream nanos) {
        return new Percentiles(nanos.sorted().toArray());
    }

    int count() {
        return sorted.length;
    }

    /** The microseconds that a share did not exceed. */
    double micros(double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / MICRO;
    }

    double mean() {
        return LongStream.of(sorted).average().orElse(Double.NaN) / MICRO;
    }
}
