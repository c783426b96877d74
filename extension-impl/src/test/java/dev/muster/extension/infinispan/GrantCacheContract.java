package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.infinispan.CacheStatus.State;
import dev.muster.extension.room.GrantCache.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every way of remembering grants for all servers must do. */
abstract class GrantCacheContract {

    private final List<InfinispanGrantCache> open = new ArrayList<>();

    /** Starts the cache of one server, and does not wait for it. */
    abstract InfinispanGrantCache create(int id) throws Exception;

    @AfterEach
    void close() {
        open.forEach(InfinispanGrantCache::close);
    }

    @Test
    void grant_isKnownToAllServersAndSoIsTheNext() throws Exception {
        InfinispanGrantCache one = up(1);
        InfinispanGrantCache two = up(2);

        assertHears(one, two, "lecture", new Entry(1, 1, 7));
        assertHears(two, one, "lecture", new Entry(2, 2, 8));
        assertHears(one, two, "lecture", new Entry(2, 2, 8).ended());
        assertThat(one.get("unknown")).isEmpty();
    }

    @Test
    void anyNameOfARoom_isKept() throws Exception {
        InfinispanGrantCache one = up(1);
        String name = "Große Aula / 講堂 \\ 'x' ".repeat(8);

        assertHears(one, one, name, new Entry(1, 1, 7));
    }

    @Test
    void closedCache_knowsNothingAndThrowsNothing() throws Exception {
        InfinispanGrantCache one = up(1);
        assertHears(one, one, "a", new Entry(1, 1, 7));

        one.close();

        assertThat(one.get("a")).isEmpty();
        one.put("a", new Entry(1, 1, 8));
        assertThat(one.status().state()).isEqualTo(State.DOWN);
    }

    InfinispanGrantCache start(int id) throws Exception {
        InfinispanGrantCache cache = create(id);
        open.add(cache);
        return cache;
    }

    InfinispanGrantCache up(int id) throws Exception {
        InfinispanGrantCache cache = start(id);
        Await.until("server " + id + " is up", () -> cache.status().state() == State.UP);
        return cache;
    }

    /** Repeated, because one put may overtake another. */
    static void assertHears(InfinispanGrantCache from, InfinispanGrantCache to, String room, Entry entry) {
        Await.until("the grant is heard of", () -> {
            from.put(room, entry);
            return to.get(room).equals(Optional.of(entry));
        });
    }
}
