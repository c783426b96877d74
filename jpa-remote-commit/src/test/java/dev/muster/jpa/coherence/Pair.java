package dev.muster.jpa.coherence;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final String CLUSTER = "coherence";

    private final Provider provider;
    private final Setup setup;
    private final DataSource database;
    private final int[] ports = freePorts();
    private final Server truth;
    private final Server here;
    private final Server there;
    private long round;

    Pair(Provider provider, Setup setup, DataSource database) {
        this.provider = provider;
        this.setup = setup;
        this.database = database;
        truth = open("truth", SharedCacheMode.NONE, false, true, new Provider.MeshPlace("truth", "", 0));
        truth.commit(em -> em.persist(new Mark(0)));
        here = open(setup.unit(), setup.cacheMode(), setup.queryCache(), false, place(CLUSTER, ports[0]));
        there = open(setup.unit(), setup.cacheMode(), setup.queryCache(), false, place(CLUSTER, ports[1]));
        connect();
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

    /** A server beside {@link #there} with the same entities, in another unit or another cluster. */
    Server stranger(String unit, String cluster) {
        int port = cluster.equals(CLUSTER) ? ports[1] : freePorts()[0];
        return open(unit, setup.cacheMode(), setup.queryCache(), false, place(cluster, port));
    }

    /** Name of the cluster of both. */
    static String cluster() {
        return CLUSTER;
    }

    /** Returns when the peer has followed everything that was committed here before. */
    void settle() {
        long wanted = ++round;
        assertThat(roundSeenBy(there)).isLessThan(wanted);
        here.commit(em -> em.find(Mark.class, Mark.ID).round(wanted));
        await("round " + wanted, () -> roundSeenBy(there) == wanted);
    }

    private void connect() {
        roundSeenBy(there);
        await("connected", () -> {
            long wanted = ++round;
            roundSeenBy(there);
            here.commit(em -> em.find(Mark.class, Mark.ID).round(wanted));
            return roundSeenBy(there) == wanted;
        });
        settle();
    }

    private static long roundSeenBy(Server server) {
        return server.read(reader -> reader.find(Mark.class, Mark.ID).round());
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        try {
            Await.until(what, condition);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
        truth.close();
    }
}
