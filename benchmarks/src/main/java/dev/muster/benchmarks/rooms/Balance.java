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

/** How evenly each policy places rooms on a hundred servers. */
final class Balance {

    private static final int SERVERS = 100;
    private static final int[] ROOMS = {1_000, 10_000, 1_000_000};
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

    private List<String> row(String name, PlacementPolicy policy, int rooms) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Loads loads : Loads.values()) {
            long start = System.nanoTime();
            double peak = new Churn(policy, loads, SERVERS, rooms, seed).worstPeak(Math.min(2 * rooms, 500_000));
            double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            peaks.put(name + ", " + rooms + " rooms, " + loads, peak);
            if (name.equals("bounded") && rooms == 1_000_000 && loads == Loads.RESERVED) {
                millionSeconds = seconds;
            }
            cells.add(String.format(Locale.ROOT, "%.3f", peak));
        }
        System.out.println(cells);
        return cells;
    }
}
