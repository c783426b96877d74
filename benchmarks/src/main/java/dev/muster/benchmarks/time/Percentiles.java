package dev.muster.benchmarks.time;

import java.util.stream.LongStream;

/** Times in nanoseconds, in order. Immutable. */
public final class Percentiles {

    private static final double MICRO = 1e3;

    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    /** Sorts them. */
    public static Percentiles of(LongStream nanos) {
        return new Percentiles(nanos.sorted().toArray());
    }

    /** How many there are. */
    public int count() {
        return sorted.length;
    }

    /** The microseconds that a share did not exceed. */
    public double micros(double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / MICRO;
    }

    /** Their mean in microseconds. */
    public double mean() {
        return LongStream.of(sorted).average().orElse(Double.NaN) / MICRO;
    }
}
