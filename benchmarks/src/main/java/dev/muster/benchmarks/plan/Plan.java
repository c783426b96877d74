package dev.muster.benchmarks.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How much is measured.
 *
 * @param start of each variant's servers, before anything is measured: until the code is compiled
 * @param warmUp before the first slice of each variant and workload
 * @param slice how long one variant is measured before the next has its turn
 * @param rounds how many slices there are of each; none if only costs are counted
 * @param countedRequests how many requests each client sends while costs are counted
 * @param alternating whether each client changes the server with each request, instead of staying with one
 */
public record Plan(
        Duration start, Duration warmUp, Duration slice, int rounds, int countedRequests, boolean alternating) {

    /** Clients at work while time is measured; an even number, half of them at each server. */
    public static final int CLIENTS = 8;

    /** Clients at work while costs are counted: one at each server, so that nothing depends on who comes first. */
    public static final int COUNTING_CLIENTS = 2;

    /** Sessions of each client, used in turn. */
    public static final int SESSIONS = 20;

    /** Connections in each server's pool. */
    public static final int POOL = 10;

    /**
     * The plan of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Plan of(String name, String routing) {
        boolean alternating = isAlternating(routing);
        return switch (name) {
            case "full" ->
                new Plan(Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(4), 5, 500, alternating);
            case "quick" ->
                new Plan(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(1), 1, 100, alternating);
            case "counts" -> new Plan(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 500, alternating);
            default ->
                throw new IllegalArgumentException(
                        "-Dbenchmark=" + name + ": it can be full, quick, counts, micro, jpa, jpa-quick or jpa-faults");
        };
    }

    private static boolean isAlternating(String routing) {
        return switch (routing) {
            case "sticky" -> false;
            case "alternating" -> true;
            default ->
                throw new IllegalArgumentException(
                        "-Dbenchmark.routing=" + routing + ": it can be sticky or alternating");
        };
    }

    /** What can be compared with this routing. */
    public List<Variant> variants() {
        return Arrays.stream(Variant.values())
                .filter(Variant::isThere)
                .filter(variant -> !alternating || variant.isShared())
                .toList();
    }
}
