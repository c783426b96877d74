package dev.muster.benchmarks.time;

import dev.muster.benchmarks.cost.CpuMeter;
import dev.muster.benchmarks.cost.CpuMeter.CpuTime;
import dev.muster.benchmarks.load.Load;
import dev.muster.benchmarks.load.Load.Slice;
import dev.muster.benchmarks.plan.Plan;
import dev.muster.benchmarks.plan.Variant;
import dev.muster.benchmarks.plan.Workload;
import dev.muster.benchmarks.server.Cluster;
import dev.muster.benchmarks.server.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Measures time and CPU. The servers of all variants run all the time; in each round every variant has one short turn, in
 * another order each time, so that what else happens on the machine hits all of them alike. For one thread; who makes it
 * closes it.
 */
public final class Timing implements AutoCloseable {

    private final Plan plan;
    private final long databaseProcess;
    private final List<Cluster> clusters = new ArrayList<>();

    private Timing(Plan plan, long databaseProcess) {
        this.plan = plan;
        this.databaseProcess = databaseProcess;
    }

    /** Starts all servers. */
    public static Timing start(Postgres postgres, Plan plan, Path directory) throws IOException, SQLException {
        Timing timing = new Timing(plan, postgres.anyProcess());
        try {
            for (Variant variant : plan.variants()) {
                postgres.create(variant.id());
                String url = Postgres.url(variant.id(), postgres.port());
                timing.clusters.add(Cluster.start(variant, url, directory));
            }
            return timing;
        } catch (IOException | SQLException | RuntimeException e) {
            timing.close();
            throw e;
        }
    }

    /** Runs every server until what requests need is compiled; the slow variants need longest. */
    public void warmUp() throws IOException {
        for (Cluster cluster : clusters) {
            try (Load load = Load.open(cluster.ports(), Plan.CLIENTS, plan.alternating(), false)) {
                load.sendFor(plan.start().multipliedBy(2).dividedBy(3), Workload.READ);
                load.sendFor(plan.start().dividedBy(3), Workload.CHANGE_ONE);
            }
        }
    }

    /**
     * Measures a workload.
     *
     * @param progress hears of each slice
     * @return the medians of each variant
     */
    public Map<Variant, Sample> measure(Workload workload, BiConsumer<Variant, Sample> progress) throws IOException {
        Map<Variant, Load> loads = new EnumMap<>(Variant.class);
        try {
            for (Cluster cluster : clusters) {
                Load load = Load.open(cluster.ports(), Plan.CLIENTS, plan.alternating(), workload.isLarge());
                loads.put(cluster.variant(), load);
                load.sendFor(plan.warmUp(), workload);
            }
            return medians(rounds(workload, loads, progress));
        } finally {
            for (Load load : loads.values()) {
                load.close();
            }
        }
    }

    private Map<Variant, List<Sample>> rounds(
            Workload workload, Map<Variant, Load> loads, BiConsumer<Variant, Sample> progress) throws IOException {
        Map<Variant, List<Sample>> samples = new EnumMap<>(Variant.class);
        List<Cluster> order = new ArrayList<>(clusters);
        for (int round = 0; round < plan.rounds(); round++) {
            for (Cluster cluster : order) {
                Variant variant = cluster.variant();
                Load load = loads.get(variant);
                if (load == null) {
                    throw new IllegalStateException("no clients for " + variant);
                }
                Sample sample = slice(cluster, load, workload);
                samples.computeIfAbsent(variant, v -> new ArrayList<>()).add(sample);
                progress.accept(variant, sample);
            }
            Collections.rotate(order, 1);
        }
        return samples;
    }

    private Sample slice(Cluster cluster, Load load, Workload workload) throws IOException {
        CpuMeter meter = new CpuMeter(cluster.pids(), databaseProcess);
        // After its pause a server has to find its way back into the processor's caches
        load.sendFor(plan.slice().dividedBy(10), workload);
        CpuTime before = meter.now();
        Slice slice = load.sendFor(plan.slice(), workload);
        CpuTime used = meter.now().since(before, slice.requests());
        if (slice.wrong() > 0) {
            throw new IOException(
                    cluster.variant().title() + ": " + slice.wrong() + " answers did not know of the last");
        }
        return Sample.of(slice, used);
    }

    private static Map<Variant, Sample> medians(Map<Variant, List<Sample>> samples) {
        Map<Variant, Sample> medians = new EnumMap<>(Variant.class);
        samples.forEach((variant, list) -> medians.put(variant, Sample.medians(list)));
        return medians;
    }

    /** How long all workloads take, but for the start of the servers. */
    public static Duration expected(Plan plan) {
        Duration ofEach = plan.warmUp()
                .plus(plan.slice().multipliedBy(11L * plan.rounds()).dividedBy(10));
        return ofEach.multipliedBy(
                (long) Workload.values().length * plan.variants().size());
    }

    @Override
    public void close() {
        clusters.forEach(Cluster::close);
    }
}
