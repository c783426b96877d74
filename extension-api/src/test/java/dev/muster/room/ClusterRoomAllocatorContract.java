package dev.muster.room;

import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RoomAllocator} has to do in a cluster, in addition. */
public abstract class ClusterRoomAllocatorContract extends RoomAllocatorContract {

    /** The server on which {@link #allocator()} is. */
    protected static final int FIRST = 1;

    /** The allocator of a server, which is started if it is down; all have the same weight and the same policy. */
    protected abstract RoomAllocator allocator(int server);

    /** The lease of the server runs out, and it has noticed. */
    protected abstract void crash(int server);

    /** The server stops acting, while its lease lasts in the database. */
    protected abstract void fence(int server);

    /** No new rooms for this server. */
    protected abstract void drain(int server);

    /** The load reserved on a server. */
    protected abstract long load(int server);

    @Override
    protected final RoomAllocator allocator() {
        return allocator(FIRST);
    }

    @Test
    void room_livesOnOneServerForAll() {
        List<RoomGrant> grants = new ArrayList<>();
        for (int server = 1; server <= 3; server++) {
            grants.add(allocator(server).enter("a", by("ada")));
        }

        assertThat(grants)
                .extracting(RoomGrant::epoch)
                .containsOnly(grants.get(0).epoch());
        assertThat(grants)
                .extracting(grant -> grant.server().id())
                .containsOnly(grants.get(0).server().id());
        assertThat(grants).filteredOn(RoomGrant::isHere).hasSize(1);
        assertThat(grants).filteredOn(RoomGrant::isCurrent).hasSize(1);
    }

    @Test
    void grantOfARoomElsewhere_isNotCurrentHere() {
        RoomGrant elsewhere = grantedElsewhere("a");

        assertThat(elsewhere.isHere()).isFalse();
        assertThat(elsewhere.isCurrent()).isFalse();
        assertThatThrownBy(elsewhere::requireCurrent)
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-083");
        assertThatThrownBy(() -> elsewhere.join("ada")).hasMessageStartingWith("MUSTER-083");
        assertThat(allocator().close("a")).isFalse();
    }

    @Test
    void redirect_isRedeemedOnlyByTheServerItLeadsTo() {
        RoomGrant elsewhere = grantedElsewhere("a");
        String token = token(elsewhere.redirectUrl("/room"));

        assertThat(allocator().redeem(token)).isEmpty();
        assertThat(allocator(elsewhere.server().id()).redeem(token))
                .contains(new Admission("ada", "a", elsewhere.epoch()));
        assertThat(allocator(elsewhere.server().id()).redeem(token)).isEmpty();
    }

    @Test
    void redirectToACrashedServer_isWorthNothingAfterItsRestart() {
        RoomGrant elsewhere = grantedElsewhere("a");
        int server = elsewhere.server().id();
        String token = token(elsewhere.redirectUrl("/room"));

        crash(server);
        allocator(server).enter("a", by("ada"));

        assertThat(allocator(server).redeem(token)).isEmpty();
    }

    @Test
    void twoRoomsOnTwoIdleServersAtOnce_landOneEach() throws Exception {
        allocator(1);
        allocator(2);
        for (int round = 0; round < rounds(); round++) {
            String prefix = "round-" + round + "-";
            List<Integer> servers = atOnce(
                    2,
                    thread -> allocator(1 + thread)
                            .enter(prefix + thread, by("ada").expecting(5))
                            .server()
                            .id());
            assertThat(servers).as("round %d", round).containsExactlyInAnyOrder(1, 2);
            for (int thread = 0; thread < 2; thread++) {
                assertThat(allocator(servers.get(thread)).close(prefix + thread))
                        .isTrue();
            }
            assertThat(List.of(load(1), load(2))).containsOnly(0L);
        }
    }

    /** How often the two idle servers are tried. */
    protected int rounds() {
        return 20;
    }

    @Test
    void manyRoomsAtOnce_areSpreadByWhatIsReserved() throws Exception {
        allocator(1);
        allocator(2);

        atOnce(4, thread -> {
            for (int i = 0; i < 5; i++) {
                allocator(1 + thread % 2).enter("room-" + thread + "-" + i, by("ada"));
            }
            return null;
        });

        assertThat(List.of(load(1), load(2))).containsExactly(10L, 10L);
    }

    @Test
    void oneRoomAskedForAtOnceOnSeveralServers_isGrantedOnce() throws Exception {
        IntStream.rangeClosed(1, 3).forEach(this::allocator);
        for (int round = 0; round < 10; round++) {
            String room = "room-" + round;
            List<RoomGrant> grants =
                    atOnce(6, thread -> allocator(1 + thread % 3).enter(room, by("ada")));
            assertThat(grants)
                    .extracting(grant -> List.of(grant.server().id(), grant.epoch()))
                    .containsOnly(
                            List.of(grants.get(0).server().id(), grants.get(0).epoch()));
        }
        assertThat(load(1) + load(2) + load(3)).isEqualTo(10);
    }

    @Test
    void roomOfACrashedServer_isGrantedAnewWithAHigherEpoch() {
        RoomGrant old = grantedElsewhere("a");
        RoomGrant there = allocator(old.server().id()).find("a").orElseThrow();
        there.join("ada");
        crash(old.server().id());

        assertThat(allocator().find("a")).isEmpty();
        assertThat(allocator().rooms()).extracting(Room::name).doesNotContain("a");
        RoomGrant anew = allocator().enter("a", by("ada"));

        assertThat(anew.epoch()).isGreaterThan(old.epoch());
        assertThat(anew.isCurrent()).isTrue();
        assertThat(participants("a")).isEmpty();
        assertThat(there.isCurrent()).isFalse();
    }

    @Test
    void restartedServer_doesNotActForTheRoomsOfItsEarlierLife() {
        RoomGrant elsewhere = grantedElsewhere("a");
        int server = elsewhere.server().id();
        RoomGrant old = allocator(server).find("a").orElseThrow();
        assertThat(old.isCurrent()).isTrue();

        crash(server);
        RoomAllocator restarted = allocator(server);

        assertThat(restarted.find("a")).isEmpty();
        assertThat(restarted.close("a")).isFalse();
        assertThat(old.isHere()).isFalse();
        assertThat(old.isCurrent()).isFalse();
        assertThat(load(server)).isZero();
    }

    @Test
    void lateWordOfTheOldHolder_doesNotTouchTheNewGrant() {
        RoomGrant elsewhere = grantedElsewhere("a");
        int server = elsewhere.server().id();
        RoomAllocator oldHolder = allocator(server);
        Participation before = oldHolder.find("a").orElseThrow().join("ada");
        crash(server);
        RoomGrant anew = allocator().enter("a", by("ada"));
        anew.join("ada");

        before.close();
        assertThat(oldHolder.close("a")).isFalse();

        assertThat(participants("a")).containsExactly("ada");
        assertThat(anew.isCurrent()).isTrue();
    }

    @Test
    void fencedServer_neitherActsNorGrants() {
        RoomGrant grant = grantedHere("a");
        allocator(2);
        fence(FIRST);

        assertThat(grant.isCurrent()).isFalse();
        assertThatThrownBy(grant::requireCurrent).isInstanceOf(MusterException.class);
        assertThatThrownBy(() -> grant.join("ada")).isInstanceOf(MusterException.class);
        assertThatThrownBy(() -> allocator().enter("unheard-of", by("ada"))).isInstanceOf(MusterException.class);
        assertThat(allocator(2).enter("a", by("ada")).epoch())
                .as("the lease lasts, so the room stays")
                .isEqualTo(grant.epoch());
    }

    @Test
    void drainingServer_keepsItsRoomsAndGetsNoMore() {
        allocator(2);
        RoomGrant kept = grantedHere("kept");
        drain(FIRST);

        for (int i = 0; i < 5; i++) {
            assertThat(allocator().enter("more-" + i, by("ada")).server().id()).isEqualTo(2);
        }
        assertThat(allocator(2).find("kept").orElseThrow().epoch()).isEqualTo(kept.epoch());
        assertThat(kept.isCurrent()).isTrue();
    }

    @Test
    void nobodyTakesRooms_isSaid() {
        allocator();
        drain(FIRST);

        assertThatThrownBy(() -> allocator().enter("a", by("ada")))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-080")
                .hasMessageContaining("'a'");
    }

    /** Threads do what they like; no two ever hold the same epoch on two servers, and no epoch goes back. */
    @Test
    void roomsOpenedAndClosedByAll_haveOneHolderAtATime() throws Exception {
        IntStream.rangeClosed(1, 2).forEach(this::allocator);
        AtomicLong highest = new AtomicLong();
        Set<List<Long>> seen = new HashSet<>();

        atOnce(4, thread -> {
            RoomAllocator mine = allocator(1 + thread % 2);
            for (int i = 0; i < 25; i++) {
                RoomGrant grant = mine.enter("contended", by("ada"));
                synchronized (seen) {
                    seen.add(List.of(grant.epoch(), (long) grant.server().id()));
                }
                highest.accumulateAndGet(grant.epoch(), Math::max);
                mine.close("contended");
            }
            return null;
        });

        assertThat(seen.stream().map(entry -> entry.get(0)).distinct()).hasSameSizeAs(seen);
        IntStream.rangeClosed(1, 2).forEach(server -> allocator(server).close("contended"));
        assertThat(whereItLives("contended").epoch()).isGreaterThan(highest.get());
        assertThat(load(1) + load(2)).isEqualTo(1);
    }

    /**
     * The room's grant on its own server, found as a user does who follows redirects: a server may send somewhere where
     * the room no longer is, but who arrives there is sent on.
     */
    protected final RoomGrant whereItLives(String room) {
        RoomGrant grant = allocator().enter(room, by("ada"));
        for (int redirects = 0; !grant.isHere(); redirects++) {
            assertThat(redirects).isLessThan(5);
            grant = allocator(grant.server().id()).enter(room, by("ada"));
        }
        return grant;
    }

    /** A grant of a room on another server than the first, as the first sees it. */
    protected final RoomGrant grantedElsewhere(String room) {
        allocator(2);
        for (int i = 0; ; i++) {
            RoomGrant grant = allocator().enter(room, by("ada"));
            if (!grant.isHere()) {
                return grant;
            }
            allocator().close(room);
            allocator().enter("filler-" + i, by("ada").expecting(1));
        }
    }

    /** A grant of a room on the first server. */
    protected final RoomGrant grantedHere(String room) {
        for (int i = 0; ; i++) {
            RoomGrant grant = allocator().enter(room, by("ada"));
            if (grant.isHere()) {
                return grant;
            }
            allocator(grant.server().id()).close(room);
            allocator().enter("filler-" + i, by("ada").expecting(1));
        }
    }
}
