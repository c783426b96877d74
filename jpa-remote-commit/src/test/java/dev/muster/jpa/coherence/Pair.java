package dev.muster.jpa.coherence;

import dev.muster.jpa.Await;
import dev.muster.jpa.coherence.model.Mark;
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
    private final long mark = Row.newId();
    private final boolean ownsTruth;
    private final Server truth;
    private final Server here;
    private final Server there;
    private long round;

    Pair(Provider provider, Setup setup, DataSource database) {
        this.provider = provider;
        this.setup = setup;
        this.database = database;
        ports = freePorts();
        ownsTruth = true;
        truth = open("truth", SharedCacheMode.NONE, false, true, new Provider.MeshPlace("truth", "", 0));
        here = open(UNIT, place(CLUSTER, ports[0]));
        there = open(UNIT, place(CLUSTER, ports[1]));
        connect();
    }

    private Pair(Pair beside, String unit, String cluster, int... ports) {
        provider = beside.provider;
        setup = beside.setup;
        database = beside.database;
        this.ports = ports;
        ownsTruth = false;
        truth = beside.truth;
        here = open(unit, place(cluster, ports[0]));
        there = open(unit, place(cluster, ports[1]));
        connect();
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

    /** Whether the peer's provider keeps what this view reads in a cache. */
    boolean caches(View view) {
        return !view.values() || provider.cachesValues();
    }

    /** Reads what is in the database. */
    Server truth() {
        return truth;
    }

    /** Whose entities are these. */
    Provider provider() {
        return provider;
    }

    /** Returns when the peer has followed everything that was committed here before. */
    void settle() {
        await("the mark in the cache of the peer", this::isMarkCached);
        long wanted = ++round;
        here.commit(em -> em.find(Mark.class, mark).round(wanted));
        await("round " + wanted, () -> roundSeenByPeer() == wanted);
    }

    private void connect() {
        truth.commit(em -> em.persist(new Mark(mark)));
        await("connected", () -> {
            roundSeenByPeer();
            long wanted = ++round;
            here.commit(em -> em.find(Mark.class, mark).round(wanted));
            return roundSeenByPeer() == wanted;
        });
        settle();
    }

    private boolean isMarkCached() {
        return roundSeenByPeer() == round
                && (setup.cacheMode() == SharedCacheMode.NONE || there.cache().contains(Mark.class, mark));
    }

    private long roundSeenByPeer() {
        return there.read(reader -> reader.find(Mark.class, mark).round());
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        try {
            Await.until(what, condition);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Server open(String unit, Provider.MeshPlace mesh) {
        return open(unit, setup.cacheMode(), setup.queryCache(), false, mesh);
    }

    private Server open(
            String unit, SharedCacheMode mode, boolean queryCache, boolean tables, Provider.MeshPlace mesh) {
        CountingDataSource counting = new CountingDataSource(database);
        List<Class<?>> classes = setup.classes(provider);
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
        there.close();
        here.close();
        if (ownsTruth) {
            truth.close();
        }
    }
}
