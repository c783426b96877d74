package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Models;
import jakarta.persistence.EntityManager;
import jakarta.persistence.SharedCacheMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import javax.sql.DataSource;

/** Two servers of one cluster on one database, and a third that has neither caches nor a mesh and so tells the truth. */
final class Pair implements AutoCloseable {

    private static final String UNIT = "shop";
    private static final String CLUSTER = "coherence";

    private final Provider provider;
    private final Setup setup;
    private final DataSource database;
    private final int[] ports;
    private final Server truth;
    private final Server here;
    private final Server there;
    private final Marks marks;
    private final List<AutoCloseable> owned;

    Pair(Provider provider, Setup setup, DataSource database) {
        this.provider = provider;
        this.setup = setup;
        this.database = database;
        ports = freePorts();
        truth = openTruth();
        here = open(UNIT, CLUSTER, ports[0]);
        there = open(UNIT, CLUSTER, ports[1]);
        marks = marks(CLUSTER);
        owned = List.of(there, here, marks, truth);
    }

    private Pair(Pair beside, String unit, String cluster, int... ports) {
        provider = beside.provider;
        setup = beside.setup;
        database = beside.database;
        this.ports = ports;
        truth = beside.truth;
        here = open(unit, cluster, ports[0]);
        there = open(unit, cluster, ports[1]);
        boolean sameLink = cluster.equals(CLUSTER);
        marks = sameLink ? beside.marks : marks(cluster);
        owned = sameLink ? List.of(there, here) : List.of(there, here, marks);
    }

    /** The same applications have another unit with the same entities; to be closed before this. */
    Pair otherUnit() {
        return new Pair(this, "stock", CLUSTER, ports);
    }

    /** Another cluster has the same unit; to be closed before this. */
    Pair otherCluster() {
        return new Pair(this, UNIT, "elsewhere", freePorts());
    }

    /** The server that changes something. */
    Server here() {
        return here;
    }

    /** Its peer. */
    Server there() {
        return there;
    }

    /** Reads what is in the database. */
    Server database() {
        return truth;
    }

    /** Whether the peer's provider keeps what this view reads in a cache. */
    boolean caches(View view) {
        return !view.values() || provider.cachesValues();
    }

    /** Returns when the peer has followed everything that was committed here before. */
    void settle() {
        marks.settle();
    }

    private Server openTruth() {
        return open("truth", setup.classes(provider), SharedCacheMode.NONE, false, true, Provider.MeshPlace.NOWHERE);
    }

    private Server open(String unit, String cluster, int port) {
        return open(unit, setup.classes(provider), setup.cacheMode(), setup.queryCache(), false, place(cluster, port));
    }

    private Marks marks(String cluster) {
        return new Marks(truth, mark(cluster, ports[0]), mark(cluster, ports[1]));
    }

    private Server mark(String cluster, int port) {
        return open(Marks.UNIT, List.of(Models.named("Mark")), SharedCacheMode.ALL, false, false, place(cluster, port));
    }

    private Server open(
            String unit,
            List<String> classes,
            SharedCacheMode mode,
            boolean queryCache,
            boolean tables,
            Provider.MeshPlace mesh) {
        CountingDataSource counting = new CountingDataSource(database);
        var opening = new Provider.Opening(unit, classes, mode, queryCache, counting, tables, mesh);
        return new Server(
                provider.open(opening), counting, queryCache ? provider::cachedQuery : EntityManager::createQuery);
    }

    private Provider.MeshPlace place(String cluster, int port) {
        return new Provider.MeshPlace(cluster, "127.0.0.1:" + ports[0] + ";127.0.0.1:" + ports[1], port);
    }

    private static int[] freePorts() {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0)) {
            return new int[] {one.getLocalPort(), two.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable each : owned) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
