package dev.muster.extension.room;

import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.placement.LeastLoadedPlacement;
import dev.muster.extension.registry.Member;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.registry.Registry;
import dev.muster.extension.room.GrantCache.Entry;
import dev.muster.room.ClusterRoomAllocatorContract;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class CachedRoomsTest extends ClusterRoomAllocatorContract {

    private final AtomicInteger connections = new AtomicInteger();
    private final TestCluster cluster = new TestCluster(
            Database.open(counting(TestDatabase.H2.create().dataSource())), TOKEN_LIFE, new LeastLoadedPlacement());
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<Integer, CachedRooms> rooms = new ConcurrentHashMap<>();

    @Override
    protected RoomAllocator allocator(int server) {
        ClusterRooms database = cluster.server(server);
        return rooms.computeIfAbsent(server, id -> new CachedRooms(database, cluster, new MapCache(entries)));
    }

    @Override
    protected void crash(int server) {
        cluster.crash(server);
    }

    @Override
    protected void fence(int server) {
        cluster.fence(server);
    }

    @Override
    protected void drain(int server) {
        cluster.drain(server);
    }

    @Override
    protected long load(int server) {
        return cluster.load(server);
    }

    @Override
    protected void advance(Duration time) {
        cluster.advance(time);
    }

    @Test
    void knownRoom_costsNoQuery() {
        RoomGrant elsewhere = grantedElsewhere("a");
        RoomAllocator holder = allocator(elsewhere.server().id());
        holder.find("a");
        CachedRooms first =
                new CachedRooms(cluster.server(FIRST), new Frozen(elsewhere.server()), new MapCache(entries));
        int before = connections.get();

        assertThat(first.enter("a", by("bob")).epoch()).isEqualTo(elsewhere.epoch());
        assertThat(first.find("a")).isPresent();
        assertThat(connections).hasValue(before);
    }

    @Test
    void roomEnteredWhereItLives_costsNoQuery() {
        cluster.server(FIRST);
        var self = cluster.servers().get(0);
        CachedRooms first = new CachedRooms(cluster.server(FIRST), new Frozen(self), new MapCache(entries));
        RoomGrant grant = first.enter("a", by("ada"));
        int before = connections.get();

        RoomGrant again = first.enter("a", by("bob"));
        String url = again.redirectUrl("/");
        assertThat(first.redeem(token(url))).isPresent();
        assertThat(again.epoch()).isEqualTo(grant.epoch());
        assertThat(again.isCurrent()).isTrue();
        assertThat(connections).hasValue(before);
    }

    @Test
    void entryOfAnIncarnationThatIsGone_isNotBelieved() {
        RoomGrant grant = grantedHere("a");
        entries.put("a", new Entry(2, 0, grant.epoch() + 100));

        assertThat(allocator().enter("a", by("ada")).epoch()).isEqualTo(grant.epoch());
        assertThat(entries.get("a")).isEqualTo(new Entry(FIRST, grant.server().incarnation(), grant.epoch()));
    }

    @Test
    void entryThatSaysHereButIsNotKnownHere_isNotBelieved() {
        RoomGrant elsewhere = grantedElsewhere("a");
        long incarnation = cluster.identity(FIRST).incarnation();
        entries.put("a", new Entry(FIRST, incarnation, elsewhere.epoch() + 100));

        assertThat(allocator().enter("a", by("ada")).server().id())
                .isEqualTo(elsewhere.server().id());
    }

    /** Whoever follows the wrong entry arrives at a live server, which does not let itself be fooled. */
    @Test
    void entryThatSaysALiveServerElsewhere_misleadsOnlyAsFarAsThere() {
        RoomGrant here = grantedHere("a");
        allocator(2);
        entries.put("a", new Entry(2, cluster.identity(2).incarnation(), here.epoch()));

        RoomGrant misled = allocator().enter("a", by("ada"));
        assertThat(misled.isHere()).isFalse();
        assertThat(misled.isCurrent()).isFalse();
        assertThat(allocator(2).redeem(token(misled.redirectUrl("/")))).isEmpty();

        assertThat(allocator(2).enter("a", by("ada")).server().id()).isEqualTo(FIRST);
        assertThat(allocator().enter("a", by("ada")).isCurrent()).isTrue();
    }

    /** As when their caches do not reach each other. */
    @Test
    void outdatedEntriesThatNameEachOthersServer_sendNobodyToAndFro() {
        ClusterRooms one = cluster.server(1);
        ClusterRooms two = cluster.server(2);
        Map<Integer, CachedRooms> apart = Map.of(
                1,
                new CachedRooms(one, cluster, outdated(cluster.identity(2))),
                2,
                new CachedRooms(two, cluster, outdated(cluster.identity(1))));

        RoomGrant misled = apart.get(1).enter("a", by("ada"));
        assertThat(apart.get(2).redeem(token(misled.redirectUrl("/")))).isEmpty();
        RoomGrant granted = apart.get(2).enter("a", by("ada"));

        CachedRooms home = apart.get(granted.server().id());
        assertThat(home.redeem(token(granted.redirectUrl("/")))).isPresent();
        assertThat(home.enter("a", by("ada")).isCurrent()).isTrue();
    }

    private static GrantCache outdated(ServerIdentity home) {
        return new MapCache(new HashMap<>(Map.of("a", new Entry(home.serverId(), home.incarnation(), 1))));
    }

    @Test
    void brokenCache_changesNothing() {
        CachedRooms first = new CachedRooms(cluster.server(FIRST), cluster, new ForgetfulCache());

        RoomGrant grant = first.enter("a", by("ada"));
        assertThat(first.enter("a", by("ada")).epoch()).isEqualTo(grant.epoch());
        assertThat(first.close("a")).isTrue();
    }

    private DataSource counting(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    connections.incrementAndGet();
                    return method.invoke(dataSource, arguments);
                });
    }

    private record MapCache(Map<String, Entry> entries) implements GrantCache {

        @Override
        public Optional<Entry> get(String room) {
            return Optional.ofNullable(entries.get(room));
        }

        @Override
        public void put(String room, Entry entry) {
            entries.put(room, entry);
        }

        @Override
        public void close() {}
    }

    private static final class ForgetfulCache implements GrantCache {

        @Override
        public Optional<Entry> get(String room) {
            return Optional.empty();
        }

        @Override
        public void put(String room, Entry entry) {}

        @Override
        public void close() {}
    }

    /** Knows one server, without a look at the database. */
    private record Frozen(Server server) implements Registry {

        @Override
        public List<Member> members() {
            return List.of(new Member(server, "127.0.0.1", 0, ""));
        }

        @Override
        public void refresh() {}

        @Override
        public long asOf() {
            return 0;
        }

        @Override
        public boolean isGone(int serverId, long incarnation) {
            return false;
        }

        @Override
        public boolean bury(int serverId, long incarnation) {
            return false;
        }

        @Override
        public void listen(MembershipListener listener) {}
    }
}
