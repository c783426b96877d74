package dev.muster.benchmarks.rooms;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.extension.infinispan.CacheStatus;
import dev.muster.extension.node.ClusterNode;
import dev.muster.room.EnterRequest;
import dev.muster.room.RoomGrant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** Rooms looked up and granted on two servers in one JVM, with Infinispan and without it. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RoomOperations {

    /** System property: the JDBC URL of a database that has the tables. */
    static final String URL = "benchmark.url";

    private static final EnterRequest VISITOR = EnterRequest.by("visitor");

    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicInteger threads = new AtomicInteger();
    private List<ClusterNode> nodes = List.of();

    /** The setting {@code muster.rooms}. */
    @Param({"infinispan", "database"})
    public String rooms = "infinispan";

    /** Starts the servers, in a cluster of their own. */
    @Setup
    public void start() {
        pool.setJdbcUrl(System.getProperty(URL));
        pool.setMaximumPoolSize(20);
        String cluster = "operations-" + Long.toHexString(System.nanoTime());
        nodes = List.of("one", "two").stream()
                .map(name ->
                        Nodes.start(cluster, name, pool, Map.of("muster.rooms", rooms, "muster.server.tags", name)))
                .toList();
        if (rooms.equals("infinispan")) {
            nodes.forEach(node -> Nodes.await(node, CacheStatus.State.UP));
        }
        known();
    }

    /** Stops them. */
    @TearDown
    public void stop() {
        nodes.forEach(ClusterNode::close);
        pool.close();
    }

    /** Enters a room that lives on the server which is asked. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public RoomGrant known() {
        return nodes.get(0).rooms().enter("known", VISITOR.on("one"));
    }

    /** Enters rooms that nobody has entered before. */
    @Benchmark
    @Threads(8)
    @BenchmarkMode({Mode.Throughput, Mode.SampleTime})
    public RoomGrant granted(Visitor visitor) {
        return nodes.get(visitor.thread % nodes.size()).rooms().enter(visitor.nextRoom(), VISITOR);
    }

    /** Somebody who opens one room after the other. */
    @State(Scope.Thread)
    public static class Visitor {

        private int thread;
        private int opened;

        /** Tells the threads apart. */
        @Setup
        public void number(RoomOperations operations) {
            thread = operations.threads.getAndIncrement();
        }

        private String nextRoom() {
            return "room-" + thread + "-" + opened++;
        }
    }
}
