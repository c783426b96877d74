package dev.muster.benchmarks.jpa.fault;

import dev.muster.benchmarks.jpa.cluster.Database;
import dev.muster.benchmarks.jpa.cluster.JpaCluster;
import dev.muster.benchmarks.jpa.cluster.JpaProcess;
import dev.muster.benchmarks.jpa.cluster.Links;
import dev.muster.benchmarks.jpa.cluster.Network;
import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.server.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A cluster behind wires, with a database of its own, in which something goes wrong. For one thread; who opens it closes it. */
final class Arena implements AutoCloseable {

    /** After this time a server of Muster's cluster serves nothing older: staleness 5 s and a heartbeat of 1 s. */
    static final Duration BOUND = Duration.ofSeconds(6);

    /** Entities of each arena. */
    static final int ITEMS = 400;

    /** Commits per second of each node under load. */
    static final int RATE = 100;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final List<String> EMPTIED = List.of("MUSTER-049");

    private final Database database;
    private final JpaCluster cluster;
    private final List<Integer> known = new ArrayList<>();

    private Arena(Database database, JpaCluster cluster) {
        this.database = database;
        this.cluster = cluster;
    }

    /** Starts nodes that hear each other and have everything in their caches. */
    static Arena open(JpaVariant variant, int nodes, Postgres postgres, Path directory)
            throws IOException, SQLException {
        String name = variant.id() + "-fault-" + NUMBER.incrementAndGet();
        Database database = Database.create(postgres, name, ITEMS);
        JpaCluster cluster = JpaCluster.start(variant, nodes, true, database.url(), directory.resolve(name));
        Arena arena = new Arena(database, cluster);
        try {
            arena.connectAll();
            for (JpaProcess node : cluster.nodes()) {
                arena.known.add(node.logged(EMPTIED).size());
            }
            return arena;
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    JpaCluster cluster() {
        return cluster;
    }

    Network network() {
        return cluster.network();
    }

    JpaProcess node(int index) {
        return cluster.node(index);
    }

    /** Waits until all hear each other, and puts everything into the caches of all nodes. */
    void connectAll() throws IOException {
        Links.await(cluster);
        for (JpaProcess node : cluster.nodes()) {
            load(node);
        }
    }

    /** Everything into the caches of a node. */
    static void load(JpaProcess node) throws IOException {
        node.ask("load");
        node.ask("odd");
    }

    /** Lets a node commit all the time, each of them other entities. */
    void startLoad(int index) throws IOException {
        int share = ITEMS / cluster.nodes().size();
        node(index).ask("start", (long) index * share, (index + 1L) * share - 1, RATE);
    }

    /** Ends the load of a node; returns its commits. */
    int stopLoad(int index) throws IOException {
        return (int) node(index).number("stop");
    }

    /** Lets time pass: it is part of the fault. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** After the bound, compares what all nodes serve with the database. */
    Stale check() throws IOException, SQLException {
        return check(cluster.nodes());
    }

    /** After the bound, compares what these nodes serve with the database. */
    Stale check(List<JpaProcess> nodes) throws IOException, SQLException {
        pass(BOUND);
        return look(nodes);
    }

    /** Looks until nothing is old or the bound is over. */
    Stale checkSoon(List<JpaProcess> nodes) throws IOException, SQLException {
        long end = System.nanoTime() + BOUND.toNanos();
        Stale stale = look(nodes);
        while (!stale.isNone() && System.nanoTime() - end < 0) {
            pass(LOOK);
            stale = look(nodes);
        }
        return stale;
    }

    private Stale look(List<JpaProcess> nodes) throws IOException, SQLException {
        long[] wanted = database.amounts();
        long odd = IntStream.range(0, ITEMS)
                .filter(i -> wanted[i] % 2 == 1)
                .asLongStream()
                .sum();
        int entities = 0;
        int queries = 0;
        for (JpaProcess node : nodes) {
            long[] served = node.numbers("amounts", 0, ITEMS - 1L);
            for (int i = 0; i < ITEMS; i++) {
                entities += served[i] == wanted[i] ? 0 : 1;
            }
            queries += node.number("odd") == odd ? 0 : 1;
        }
        return new Stale(entities, queries);
    }

    /** Why the nodes emptied their caches since they were all connected, as they logged it, once for each time. */
    List<String> reasons() throws IOException {
        List<String> reasons = new ArrayList<>();
        List<JpaProcess> nodes = cluster.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            List<String> lines = nodes.get(i).logged(EMPTIED);
            lines.subList(known.get(i), lines.size()).forEach(line -> reasons.add(reason(line)));
        }
        return reasons;
    }

    private static String reason(String line) {
        return line.substring(line.lastIndexOf('(') + 1)
                .replaceAll("'[^']*'", "a peer")
                .replace(")", "");
    }

    @Override
    public void close() {
        cluster.close();
    }

    /**
     * What is older than the database.
     *
     * @param entities on how many nodes how many entities, added up
     * @param queries on how many nodes the cached result of a query
     */
    record Stale(int entities, int queries) {

        boolean isNone() {
            return entities + queries == 0;
        }

        Stale plus(Stale other) {
            return new Stale(entities + other.entities, queries + other.queries);
        }
    }
}
