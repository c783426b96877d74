package dev.muster.extension.infinispan;

import dev.muster.extension.context.NodeContext;
import dev.muster.extension.room.GrantCache.Entry;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;

/** Real Infinispan on real sockets and TLS, for a test that starts some of them. */
abstract class RunningCaches {

    private final Database database;
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();
    private final List<InfinispanGrantCache> open = new ArrayList<>();

    RunningCaches(TestDatabase kind) {
        database = kind.create();
    }

    @AfterEach
    void close() {
        open.forEach(InfinispanGrantCache::close);
    }

    Database database() {
        return database;
    }

    /** The certificates of those that were started as if they were in the registry. */
    Set<String> trusted() {
        return trusted;
    }

    InfinispanGrantCache start(int id) {
        return start(TestNode.of(id, database, trusted, Map.of()));
    }

    InfinispanGrantCache start(NodeContext node) {
        InfinispanGrantCache cache = InfinispanGrantCache.start(node);
        open.add(cache);
        return cache;
    }

    static boolean holds(InfinispanGrantCache cache, String room) {
        cache.put(room, new Entry(1, 1, 1));
        return cache.get(room).equals(Optional.of(new Entry(1, 1, 1)));
    }

    long rows() {
        return database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select count(*) from muster_discovery")) {
                var rows = statement.executeQuery();
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
