package dev.muster.extension.infinispan;

import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class EmbeddedGrantCacheIT extends GrantCacheContract {

    private final Database database = TestDatabase.H2.create();
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();

    @Override
    InfinispanGrantCache create(int id) {
        TestNode.insertServer(database, id);
        return InfinispanGrantCache.start(TestNode.of(id, database, trusted, Map.of()));
    }
}
