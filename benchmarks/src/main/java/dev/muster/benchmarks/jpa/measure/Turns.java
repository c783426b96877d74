package dev.muster.benchmarks.jpa.measure;

import dev.muster.benchmarks.cost.CpuMeter;
import dev.muster.benchmarks.cost.CpuMeter.CpuTime;
import dev.muster.benchmarks.jpa.cluster.JpaCluster;
import dev.muster.benchmarks.jpa.cluster.JpaProcess;
import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.time.Percentiles;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What one variant does in its turn: the first node commits, the others are watched. For one thread. */
final class Turns {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final int COMMIT = 3;

    private final JpaPlan plan;
    private final Figures figures;
    private final long databaseProcess;

    Turns(JpaPlan plan, Figures figures, long databaseProcess) {
        this.plan = plan;
        this.figures = figures;
        this.databaseProcess = databaseProcess;
    }

    /** Until what is measured is compiled. */
    void warmUp(JpaCluster cluster) throws IOException {
        for (int done = 0; done < plan.warmUp(); done += plan.paced()) {
            prepare(cluster);
            cluster.node(0).ask("commit", plan.paced(), 1, 0, 0);
            awaitEvictions(cluster, plan.paced());
        }
        for (int ids : List.of(10, 100)) {
            prepare(cluster);
            cluster.node(0).ask("commit", 10, ids, 0, 0);
            awaitEvictions(cluster, 10 * ids);
        }
    }

    /** Commits at a steady pace: how long until the others have evicted, and what a commit takes. */
    void paced(JpaCluster cluster) throws IOException {
        prepare(cluster);
        CpuMeter meter = new CpuMeter(cluster.pids(), databaseProcess);
        CpuTime before = meter.now();
        long[] commits = cluster.node(0).numbers("commit", plan.paced(), 1, 0, JpaPlan.RATE);
        awaitEvictions(cluster, plan.paced());
        double cpu = meter.now().since(before, plan.paced()).servers();
        int nodes = cluster.nodes().size();
        JpaVariant variant = cluster.variant();
        Percentiles whole = Percentiles.of(every(commits, 1));
        Percentiles after = Percentiles.of(every(commits, 2));
        figures.add(nodes, variant, Metric.COMMIT_P50, whole.micros(0.5));
        figures.add(nodes, variant, Metric.AFTER_P50, after.micros(0.5));
        figures.add(nodes, variant, Metric.AFTER_MEAN, after.mean());
        figures.add(nodes, variant, Metric.NODE_CPU, cpu);
        if (variant.isCoordinated()) {
            evictions(cluster, every(commits, 0).toArray());
        }
    }

    private void evictions(JpaCluster cluster, long[] acknowledged) throws IOException {
        LongStream.Builder delays = LongStream.builder();
        for (JpaProcess peer : peers(cluster)) {
            long[] evicted = peer.numbers("evicted", 0, acknowledged.length - 1);
            IntStream.range(0, evicted.length)
                    .filter(i -> evicted[i] != 0)
                    .mapToLong(i -> evicted[i] - acknowledged[i])
                    .forEach(delays);
        }
        Percentiles percentiles = Percentiles.of(delays.build());
        int nodes = cluster.nodes().size();
        int expected = acknowledged.length * (nodes - 1);
        figures.add(nodes, cluster.variant(), Metric.EVICTION_P50, percentiles.micros(0.5));
        figures.add(nodes, cluster.variant(), Metric.EVICTION_P99, percentiles.micros(0.99));
        figures.add(nodes, cluster.variant(), Metric.EVICTION_P999, percentiles.micros(0.999));
        figures.add(nodes, cluster.variant(), Metric.EVICTION_MISSING, expected - percentiles.count());
    }

    /** Commits as fast as it goes, until the others have evicted all. */
    void throughput(JpaCluster cluster, int ids, Metric metric) throws IOException {
        int wanted = Math.max(plan.ids(), 10 * ids);
        prepare(cluster);
        long start = System.nanoTime();
        cluster.node(0).ask("commit", wanted / ids, ids, 0, 0);
        awaitEvictions(cluster, wanted);
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.add(cluster.nodes().size(), cluster.variant(), metric, wanted / seconds);
    }

    /** Events without a database. */
    void events(JpaCluster cluster) throws IOException {
        int nodes = cluster.nodes().size();
        resetAll(cluster);
        long first = cluster.node(0).number("burst", plan.events(), 1);
        long last = first;
        for (JpaProcess peer : peers(cluster)) {
            long[] fired = peer.numbers("fired", plan.events(), PATIENCE_MILLIS);
            if (fired[0] < plan.events()) {
                throw new IOException(cluster.variant().title() + ": only " + fired[0] + " events of " + plan.events());
            }
            last = Math.max(last, fired[1]);
        }
        figures.add(nodes, cluster.variant(), Metric.EVENTS, plan.events() / ((last - first) / 1e9));
        resetAll(cluster);
        long[] sent = cluster.node(0).numbers("send", plan.paced(), 1, JpaPlan.RATE);
        LongStream.Builder delays = LongStream.builder();
        for (JpaProcess peer : peers(cluster)) {
            peer.ask("fired", plan.paced(), PATIENCE_MILLIS);
            long[] fired = peer.numbers("firedat", 0, plan.paced() - 1);
            IntStream.range(0, sent.length).mapToLong(i -> fired[i] - sent[i]).forEach(delays);
        }
        Percentiles percentiles = Percentiles.of(delays.build());
        figures.add(nodes, cluster.variant(), Metric.EVENT_P50, percentiles.micros(0.5));
        figures.add(nodes, cluster.variant(), Metric.EVENT_P99, percentiles.micros(0.99));
    }

    /** What passes between two nodes for each commit; the cluster's network has wires. */
    void bytes(JpaCluster cluster, int ids, Metric metric) throws IOException {
        int commits = Math.min(100, JpaPlan.ITEMS / ids);
        prepare(cluster);
        long before = cluster.network().bytes();
        cluster.node(0).ask("commit", commits, ids, 0, JpaPlan.RATE);
        awaitEvictions(cluster, commits * ids);
        double bytes = (cluster.network().bytes() - before) / (double) commits;
        figures.add(cluster.nodes().size(), cluster.variant(), metric, bytes);
    }

    private static void prepare(JpaCluster cluster) throws IOException {
        for (JpaProcess node : cluster.nodes()) {
            node.ask("load");
        }
        resetAll(cluster);
    }

    private static void resetAll(JpaCluster cluster) throws IOException {
        for (JpaProcess node : cluster.nodes()) {
            node.ask("reset");
        }
    }

    private static void awaitEvictions(JpaCluster cluster, int wanted) throws IOException {
        if (cluster.variant().isCoordinated()) {
            for (JpaProcess peer : peers(cluster)) {
                peer.ask("await", wanted, PATIENCE_MILLIS);
            }
        }
    }

    private static List<JpaProcess> peers(JpaCluster cluster) {
        return cluster.nodes().subList(1, cluster.nodes().size());
    }

    private static LongStream every(long[] commits, int offset) {
        return IntStream.range(0, commits.length / COMMIT).mapToLong(i -> commits[COMMIT * i + offset]);
    }
}
