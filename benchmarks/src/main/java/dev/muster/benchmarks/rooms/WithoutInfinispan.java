package dev.muster.benchmarks.rooms;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.benchmarks.report.Table;
import dev.muster.benchmarks.time.Percentiles;
import dev.muster.extension.infinispan.CacheStatus.State;
import dev.muster.extension.node.ClusterNode;
import dev.muster.room.EnterRequest;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What entering a room that another server holds costs while Infinispan is up, while the two servers cannot reach each other
 * through it, and while it does not work at all because its ports are taken. Both servers are in this JVM. A wrong answer
 * ends the run. For one thread.
 */
final class WithoutInfinispan {

    private static final String HOLDER = "holder";

    /** The holder's tag has it hold all rooms. */
    private static final EnterRequest VISITOR = EnterRequest.by("visitor").on(HOLDER);

    private static final int WARMING = 5_000;
    private static final int MEASURED = 5_000;
    private static final double P50 = 0.50;
    private static final double P99 = 0.99;
    private static final int FIRST_PORT = 17_800;

    /** How many ports Infinispan tries. */
    private static final int PORTS = 101;

    private final HikariDataSource pool;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final Table table = new Table("Infinispan", "entered", "p50 µs", "p99 µs", "statements");

    private WithoutInfinispan(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Measures, and puts the figures beside the others; returns the table for the page. */
    static Table measure(HikariDataSource pool, Map<String, Object> figures) throws IOException {
        WithoutInfinispan measured = new WithoutInfinispan(pool);
        measured.measure(State.UP, Map.of());
        measured.measure(State.DEGRADED, island());
        measured.measureDown();
        figures.putAll(measured.figures);
        return measured.table;
    }

    /** Looks for the others where nobody is. */
    private static Map<String, String> island() {
        return Map.of("muster.rooms.discovery", "static", "muster.rooms.addresses", "127.0.0.1[9]");
    }

    private void measureDown() throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int port = FIRST_PORT; port < FIRST_PORT + PORTS; port++) {
                taken.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
            }
            measure(State.DOWN, Map.of("muster.rooms.port", "" + FIRST_PORT));
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
    }

    private void measure(State state, Map<String, String> settings) {
        String cluster = "infinispan-" + state;
        CountedStatements statements = new CountedStatements(pool);
        try (ClusterNode holder = Nodes.start(cluster, "holder", pool, Map.of("muster.server.tags", HOLDER));
                ClusterNode asking = Nodes.start(cluster, "asking", statements.dataSource(), settings)) {
            Nodes.await(holder, State.UP);
            Nodes.await(asking, state);
            List<RoomGrant> opened = open(holder.rooms());
            enter(asking.rooms(), opened.subList(0, WARMING));
            List<RoomGrant> measured = opened.subList(WARMING, opened.size());
            for (String time : List.of("first time", "again")) {
                long before = statements.executed();
                Percentiles nanos = Percentiles.of(enter(asking.rooms(), measured));
                tell(state, time, nanos, (statements.executed() - before) / (double) measured.size());
            }
            if (asking.roomCache().orElseThrow().state() != state) {
                throw new IllegalStateException("Infinispan is not " + state + " any more");
            }
        }
    }

    private static List<RoomGrant> open(RoomAllocator rooms) {
        return IntStream.range(0, WARMING + MEASURED)
                .mapToObj(i -> rooms.enter("room-" + i, VISITOR))
                .toList();
    }

    private static LongStream enter(RoomAllocator rooms, List<RoomGrant> opened) {
        LongStream.Builder nanos = LongStream.builder();
        for (RoomGrant expected : opened) {
            long start = System.nanoTime();
            RoomGrant grant = rooms.enter(expected.room(), VISITOR);
            nanos.add(System.nanoTime() - start);
            if (!grant.server().name().equals(HOLDER) || grant.epoch() != expected.epoch()) {
                throw new IllegalStateException(grant.room() + " is said to be on " + grant.server() + " by epoch "
                        + grant.epoch() + ", not " + expected.epoch());
            }
        }
        return nanos.build();
    }

    private void tell(State state, String time, Percentiles nanos, double statements) {
        String name = "enter a room of another server, Infinispan " + state + ", " + time + ", ";
        figures.put(name + "p50 µs", nanos.micros(P50));
        figures.put(name + "p99 µs", nanos.micros(P99));
        figures.put(name + "statements", statements);
        table.row(
                List.of(state.name(), time, number(nanos.micros(P50)), number(nanos.micros(P99)), number(statements)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
