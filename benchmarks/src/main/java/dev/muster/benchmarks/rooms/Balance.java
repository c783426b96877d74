package dev.muster.benchmarks.rooms;

import dev.muster.benchmarks.rooms.Churn.Loads;
import dev.muster.extension.placement.Placements;
import dev.muster.extension.placement.RendezvousPlacement;
import dev.muster.room.PlacementPolicy;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How evenly each policy places rooms on a hundred servers. Where there are few rooms, one that is by far the heaviest of all
 * decides the peak, whatever the policy does; so these are played several times, and the heaviest room is told too.
 */
final class Balance {

    private static final int SERVERS = 100;
    private static final int MILLION = 1_000_000;
    private static final int TIMES = 11;
    private static final int[] ROOMS = {1_000, 10_000, MILLION};
    private static final List<String> POLICIES = List.of("bounded", "least-loaded", "two-choice", "rendezvous");

    private final long seed;

    Balance(long seed) {
        this.seed = seed;
    }

    /**
     * What was found out for a number of rooms.
     *
     * @param rooms how many
     * @param peaks by policy and by what it knew of the loads
     * @param heaviest the heaviest room relative to the share of a server: no packing has a lower peak
     */
    record Size(int rooms, Map<String, Map<Loads, Peaks>> peaks, Peaks heaviest) {}

    /** Plays everything. */
    List<Size> play() {
        return IntStream.of(ROOMS).mapToObj(this::play).toList();
    }

    /** How long a million rooms take with the default policy, placed and churned, in seconds. */
    double secondsForAMillion() {
        long start = System.nanoTime();
        new Churn(Placements.named(POLICIES.get(0)), Loads.RESERVED, SERVERS, MILLION, seed).play(churns(MILLION));
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private Size play(int rooms) {
        Map<String, Map<Loads, Peaks>> peaks = new LinkedHashMap<>();
        POLICIES.forEach(policy -> peaks.put(policy, play(Placements.named(policy), rooms)));
        peaks.put("OpenMeetings' rule", play(new AncestorsRule(), rooms));
        // The rooms follow from the seed, whatever the policy.
        List<Churn> any = play(new RendezvousPlacement(), Loads.EXACT, rooms);
        Size size = new Size(
                rooms, peaks, Peaks.of(any.stream().map(Churn::heaviest).toList()));
        System.out.println(size);
        return size;
    }

    private Map<Loads, Peaks> play(PlacementPolicy policy, int rooms) {
        Map<Loads, Peaks> peaks = new EnumMap<>(Loads.class);
        for (Loads loads : Loads.values()) {
            List<Churn> played = play(policy, loads, rooms);
            peaks.put(loads, Peaks.of(played.stream().map(Churn::peak).toList()));
        }
        return peaks;
    }

    private List<Churn> play(PlacementPolicy policy, Loads loads, int rooms) {
        return IntStream.range(0, rooms == MILLION ? 1 : TIMES)
                .mapToObj(i -> new Churn(policy, loads, SERVERS, rooms, seed + i).play(churns(rooms)))
                .toList();
    }

    private static int churns(int rooms) {
        return Math.min(2 * rooms, 500_000);
    }
}
