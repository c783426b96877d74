package dev.muster.benchmarks.jpa.measure;

import java.util.List;

/**
 * How much is measured.
 *
 * @param clusters sizes of the clusters
 * @param rounds how often each variant has its turn
 * @param paced commits of a turn at {@link #RATE} per second
 * @param ids of a turn as fast as it goes
 * @param events of a turn without a database
 * @param warmUp commits before anything is measured
 */
public record JpaPlan(List<Integer> clusters, int rounds, int paced, int ids, int events, int warmUp) {

    /** Commits per second when the time until the eviction is measured. */
    public static final int RATE = 200;

    /** Items in each database. */
    public static final int ITEMS = 10_000;

    public JpaPlan {
        clusters = List.copyOf(clusters);
    }

    /** The full plan, or one to see that everything works. */
    public static JpaPlan of(boolean quick) {
        return quick
                ? new JpaPlan(List.of(2), 1, 200, 1000, 2000, 300)
                : new JpaPlan(List.of(2, 4), 3, 600, 1000, 10_000, 2000);
    }
}
