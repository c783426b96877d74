package dev.muster.benchmarks.rooms;

import dev.muster.benchmarks.report.Table;
import dev.muster.benchmarks.rooms.Churn.Loads;
import dev.muster.extension.placement.Placements;
import dev.muster.room.PlacementPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How evenly each policy places rooms on a hundred servers. Where there are few rooms, one that is by far the largest of all
 * decides the peak, whatever the policy does; so these are played several times, and the median and the worst are told.
 */
final class Balance {

    private static final int SERVERS = 100;
    private static final int MILLION = 1_000_000;
    private static final int TIMES = 11;
    private static final int[] ROOMS = {1_000, 10_000, MILLION};
    private static final List<String> POLICIES = List.of("bounded", "least-loaded", "two-choice", "rendezvous");

    private final long seed;
    private final Map<String, Double> peaks = new LinkedHashMap<>();
    private double millionSeconds;

    Balance(long seed) {
        this.seed = seed;
    }

    /** Plays everything; the tables are for the page. */
    List<Table> play() {
        List<Table> tables = new ArrayList<>();
        for (int rooms : ROOMS) {
            Table table = new Table(rooms + " rooms", "exact loads", "5 s old", "5 s old, reserved at the grant");
            for (String policy : POLICIES) {
                table.row(row(policy, Placements.named(policy), rooms));
            }
            table.row(row("OpenMeetings' rule", new AncestorsRule(), rooms));
            tables.add(table);
        }
        return tables;
    }

    /** Worst peak relative to the mean, by policy, loads and number of rooms. */
    Map<String, Double> peaks() {
        return peaks;
    }

    /** How long a million rooms took with the default policy, placed and churned. */
    double millionSeconds() {
        return millionSeconds;
    }

    private List<Double> play(PlacementPolicy policy, Loads loads, int rooms) {
        return IntStream.range(0, rooms == MILLION ? 1 : TIMES)
                .mapToObj(
                        i -> new Churn(policy, loads, SERVERS, rooms, seed + i).worstPeak(Math.min(2 * rooms, 500_000)))
                .sorted()
                .toList();
    }

    private List<String> row(String name, PlacementPolicy policy, int rooms) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Loads loads : Loads.values()) {
            long start = System.nanoTime();
            List<Double> played = play(policy, loads, rooms);
            double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            double median = played.get(played.size() / 2);
            double worst = played.get(played.size() - 1);
            peaks.put(name + ", " + rooms + " rooms, " + loads + ", median", median);
            peaks.put(name + ", " + rooms + " rooms, " + loads + ", worst", worst);
            if (name.equals("bounded") && rooms == MILLION && loads == Loads.RESERVED) {
                millionSeconds = seconds;
            }
            cells.add(String.format(Locale.ROOT, "%.3f (%.3f)", median, worst));
        }
        System.out.println(cells);
        return cells;
    }
}
