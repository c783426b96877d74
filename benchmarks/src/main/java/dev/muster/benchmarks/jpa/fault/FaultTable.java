package dev.muster.benchmarks.jpa.fault;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.server.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All scenes with all variants. */
public final class FaultTable {

    private static final List<JpaVariant> VARIANTS = List.of(
            JpaVariant.OPENJPA_MUSTER,
            JpaVariant.ECLIPSELINK_MUSTER,
            JpaVariant.OPENJPA_TCP,
            JpaVariant.ECLIPSELINK_RMI,
            JpaVariant.ECLIPSELINK_JGROUPS);
    private static final int ROUNDS = 200;
    private static final int ROUNDS_OF_BUILT_IN = 30;

    private FaultTable() {}

    /** Plays them and writes {@code jpa-faults.md} and {@code .json}. */
    public static void run(Map<String, String> environment, Postgres postgres, Path runs, Path output)
            throws IOException, SQLException, InterruptedException {
        long start = System.nanoTime();
        Faults faults = new Faults(postgres, runs);
        List<Outcome> outcomes = new ArrayList<>();
        for (Scene scene : Scene.values()) {
            for (JpaVariant variant : VARIANTS) {
                Outcome outcome = play(faults, scene, variant);
                outcomes.add(outcome);
                System.out.printf(
                        Locale.ROOT,
                        "%6.1f s  %s, %s: %d commits, stale: %d entities, %d queries. %s%n",
                        (System.nanoTime() - start) / 1e9,
                        scene.title(),
                        variant.title(),
                        outcome.commits(),
                        outcome.staleEntities(),
                        outcome.staleQueries(),
                        outcome.note());
            }
        }
        System.out.println(Files.readString(FaultReport.write(environment, outcomes, output)));
    }

    /** A scene that a node does not come through is a result too, and no reason to have no others. */
    private static Outcome play(Faults faults, Scene scene, JpaVariant variant)
            throws SQLException, InterruptedException {
        try {
            return faults.play(scene, variant, variant.isMuster() ? ROUNDS : ROUNDS_OF_BUILT_IN);
        } catch (IOException e) {
            return new Outcome(scene.title(), variant, 0, 0, 0, List.of(), "not played to the end: " + e.getMessage());
        }
    }
}
