package dev.muster.benchmarks.jpa.measure;

import dev.muster.benchmarks.jpa.cluster.Database;
import dev.muster.benchmarks.jpa.cluster.JpaCluster;
import dev.muster.benchmarks.jpa.cluster.Links;
import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.server.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One run. The clusters of all variants are there all the time; in each round each has a short turn, in an order that the
 * seed decides, so that what else happens on the machine hits all of them alike. For one thread.
 */
public final class Measurement {

    private final JpaPlan plan;
    private final Postgres postgres;
    private final Path directory;
    private final Random random;
    private final Turns turns;
    private final long start = System.nanoTime();

    /** A run with a database server and a directory for logs. */
    public Measurement(JpaPlan plan, Postgres postgres, Path directory, Figures figures, long seed)
            throws SQLException {
        this.plan = plan;
        this.postgres = postgres;
        this.directory = directory;
        random = new Random(seed);
        turns = new Turns(plan, figures, postgres.anyProcess());
        say("seed " + seed);
    }

    /** Counts what passes between two servers of each variant. */
    public void countBytes() throws IOException, SQLException {
        for (JpaVariant variant : JpaVariant.values()) {
            if (!variant.isCoordinated() || variant.title().endsWith("again")) {
                continue;
            }
            say("counting bytes: " + variant.title());
            try (JpaCluster cluster = start(variant, 2, true)) {
                Links.await(cluster);
                turns.warmUp(cluster);
                turns.bytes(cluster, 1, Metric.BYTES_1);
                turns.bytes(cluster, 10, Metric.BYTES_10);
                turns.bytes(cluster, 100, Metric.BYTES_100);
            }
        }
    }

    /** Times all variants with clusters of this size. */
    public void time(int nodes) throws IOException, SQLException {
        List<JpaCluster> clusters = new ArrayList<>();
        try {
            for (JpaVariant variant : JpaVariant.values()) {
                say("starting " + nodes + " nodes: " + variant.title());
                clusters.add(start(variant, nodes, false));
            }
            for (JpaCluster cluster : clusters) {
                say("warming up: " + cluster.variant().title());
                Links.await(cluster);
                turns.warmUp(cluster);
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                say("round " + round + " of " + plan.rounds() + ", " + nodes + " nodes");
                round(clusters);
            }
        } finally {
            clusters.forEach(JpaCluster::close);
        }
    }

    private void round(List<JpaCluster> clusters) throws IOException {
        List<JpaCluster> order = new ArrayList<>(clusters);
        Collections.shuffle(order, random);
        for (JpaCluster cluster : order) {
            turns.paced(cluster);
        }
        for (JpaCluster cluster : order) {
            turns.throughput(cluster, 1, Metric.IDS_1);
            turns.throughput(cluster, 10, Metric.IDS_10);
            turns.throughput(cluster, 100, Metric.IDS_100);
        }
        for (JpaCluster cluster : order) {
            if (cluster.variant().provider() == JpaVariant.Provider.OPENJPA
                    && cluster.variant().isCoordinated()) {
                turns.events(cluster);
            }
        }
    }

    private JpaCluster start(JpaVariant variant, int nodes, boolean wired) throws IOException, SQLException {
        String name = variant.id() + "-" + nodes + (wired ? "-wired" : "");
        Database database = Database.create(postgres, name, JpaPlan.ITEMS);
        return JpaCluster.start(variant, nodes, wired, database.url(), directory.resolve(name));
    }

    private void say(String line) {
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
    }
}
