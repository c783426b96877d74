package dev.muster.benchmarks.rooms;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.extension.infinispan.CacheStatus;
import dev.muster.extension.node.ClusterNode;
import dev.muster.room.EnterRequest;
import dev.muster.room.RoomAllocator;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many statements granting a room and looking it up takes, on a server with Infinispan. For one thread. */
final class RoomCosts {

    private static final EnterRequest VISITOR = EnterRequest.by("visitor");
    private static final int ROOMS = 500;
    private static final int ATTEMPTS = 10;

    private final CountedStatements statements;

    private RoomCosts(CountedStatements statements) {
        this.statements = statements;
    }

    /** Counts; the names say what. */
    static Map<String, Object> count(HikariDataSource pool) {
        CountedStatements statements = new CountedStatements(pool);
        try (ClusterNode node = Nodes.start("counted", "counted", statements.dataSource(), Map.of())) {
            Nodes.await(node, CacheStatus.State.UP);
            return new RoomCosts(statements).count(node.rooms());
        }
    }

    /** Renewals of the lease run beside, so the least of some tries counts. */
    private Map<String, Object> count(RoomAllocator rooms) {
        double grant = Double.MAX_VALUE;
        double lookup = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            grant = Math.min(grant, enterAll(rooms, attempt));
            lookup = Math.min(lookup, enterAll(rooms, attempt));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("statements for a first grant", grant);
        figures.put("statements for a known room", lookup);
        return figures;
    }

    private double enterAll(RoomAllocator rooms, int attempt) {
        long before = statements.executed();
        for (int i = 0; i < ROOMS; i++) {
            rooms.enter("room-" + attempt + "-" + i, VISITOR);
        }
        return (statements.executed() - before) / (double) ROOMS;
    }
}
