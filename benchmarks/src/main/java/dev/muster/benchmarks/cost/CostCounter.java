package dev.muster.benchmarks.cost;

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
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what requests cost, apart from any timing:
 *
 * <ol>
 *   <li>Servers of their own run behind a proxy that reads PostgreSQL's protocol.
 *   <li>Requests until statements are prepared and code is loaded.
 *   <li>A checkpoint, then each session is used twice: the first change of a page after a checkpoint writes the whole page
 *       into the log, and none of that shall be counted.
 *   <li>The counted requests, by one client at each server; the log's position before and after.
 * </ol>
 *
 * Autovacuum is off meanwhile: it writes to the log when it likes. For one thread.
 */
public final class CostCounter {

    private static final int WARM_UP = 10 * Plan.SESSIONS;

    private final Postgres postgres;
    private final Plan plan;
    private final Path directory;

    /** A counter on a database, with a directory for the servers' files. */
    public CostCounter(Postgres postgres, Plan plan, Path directory) {
        this.postgres = postgres;
        this.plan = plan;
        this.directory = directory;
    }

    /** Counts all workloads of a variant. */
    public Map<Workload, Cost> count(Variant variant) throws IOException, SQLException {
        String database = variant.id() + "-counted";
        postgres.create(database);
        Map<Workload, Cost> costs = new EnumMap<>(Workload.class);
        try (CountingProxy proxy = CountingProxy.to(postgres.port());
                Cluster cluster = Cluster.start(variant, Postgres.url(database, proxy.port()), directory)) {
            for (Workload workload : Workload.values()) {
                costs.put(workload, count(workload, cluster, proxy));
            }
        }
        return costs;
    }

    private Cost count(Workload workload, Cluster cluster, CountingProxy proxy) throws IOException, SQLException {
        try (Load load = Load.open(cluster.ports(), Plan.COUNTING_CLIENTS, plan.alternating(), workload.isLarge())) {
            load.send(WARM_UP, workload);
            postgres.execute("checkpoint");
            load.send(2 * Plan.SESSIONS, workload);
            Traffic before = proxy.traffic();
            String logBefore = postgres.text("select pg_current_wal_insert_lsn()");
            Slice slice = load.send(plan.countedRequests(), workload);
            long wal = postgres.number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '" + logBefore + "')");
            return cost(proxy.traffic().since(before), wal, slice);
        }
    }

    private static Cost cost(Traffic traffic, long wal, Slice slice) throws IOException {
        if (slice.wrong() > 0) {
            throw new IOException(slice.wrong() + " answers did not know of the request before");
        }
        double requests = slice.requests();
        Map<String, Double> executions = new TreeMap<>();
        traffic.executions().forEach((sql, count) -> executions.put(sql, count / requests));
        return new Cost(
                traffic.statements() / requests,
                traffic.roundTrips() / requests,
                traffic.bytesRead() / requests,
                traffic.bytesWritten() / requests,
                wal / requests,
                executions);
    }
}
