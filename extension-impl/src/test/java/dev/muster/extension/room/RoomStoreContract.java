package dev.muster.extension.room;

import static dev.muster.extension.room.RoomStore.Outcome.GRANTED;
import static dev.muster.extension.room.RoomStore.Outcome.ROOM_TAKEN;
import static dev.muster.extension.room.RoomStore.Outcome.SERVER_FULL;
import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.room.RoomStore.History;
import dev.muster.extension.room.RoomStore.LastGrant;
import dev.muster.extension.room.RoomStore.Outcome;
import dev.muster.extension.room.RoomStore.Proposal;
import dev.muster.room.EnterRequest;
import dev.muster.room.Placement;
import dev.muster.room.Room;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * What every store of rooms has to do, the tables and the simulator's model of them alike, so that the model cannot come to
 * be something else.
 */
public abstract class RoomStoreContract extends StoredMovesContract {

    @Test
    void roomThatNeverHadAGrant_isNotThere() {
        Server one = start(1);

        assertThat(store().last("a")).isEmpty();
        assertThat(store().history("a")).isEmpty();
        assertThat(store().rooms()).isEmpty();
        assertThat(store().end("a", one.id(), one.incarnation())).isEmpty();
        assertThat(store().resize(new LiveGrant("a", one, EPOCH), 2)).isEmpty();
        assertThat(store().takeState("a", EPOCH)).isEmpty();
        assertThat(store().add(new LiveGrant("a", one, EPOCH), "ada")).isFalse();
    }

    @Test
    void firstGrant_isLiveAndReservesItsLoad() {
        Server one = start(1);
        EnterRequest request = by("ada").expecting(7).together("course").on("gpu");

        Outcome outcome = store().grant(new Proposal("a", request, on(one, "because"), OptionalLong.empty(), EPOCH, 5));

        assertThat(outcome).isEqualTo(GRANTED);
        assertThat(load(one)).isEqualTo(7);
        LastGrant last = last("a");
        assertThat(last.live("a").orElseThrow().epoch()).isEqualTo(EPOCH);
        assertThat(last.holder().orElseThrow().isSameIncarnation(one)).isTrue();
        assertThat(last.holder().orElseThrow().load()).isEqualTo(7);
        assertThat(last.suspect()).isEmpty();
        assertThat(last.handedOver()).isFalse();
        History history = store().history("a").orElseThrow();
        assertThat(history.last().epoch()).isEqualTo(EPOCH);
        assertThat(history.weight()).isEqualTo(7);
        assertThat(history.affinity()).contains("course");
        assertThat(history.tags()).containsExactly("gpu");
        assertThat(history.grantedBy()).isEqualTo(5);
        assertThat(history.reason()).isEqualTo("because");
        Room room = store().rooms().get(0);
        assertThat(room.server().isSameIncarnation(one)).isTrue();
        assertThat(room.weight()).isEqualTo(7);
        assertThat(room.affinity()).contains("course");
        assertThat(room.tags()).containsExactly("gpu");
        assertThat(room.openedAt()).isEqualTo(history.since());
    }

    @Test
    void grantOfARoomWhoseLastGrantIsAnother_changesNothing() {
        Server one = start(1);
        Server two = start(2);
        grant("a", one, 3);

        assertThat(propose("a", two, OptionalLong.empty(), EPOCH + 1)).isEqualTo(ROOM_TAKEN);
        assertThat(propose("a", two, OptionalLong.of(EPOCH - 1), EPOCH + 1)).isEqualTo(ROOM_TAKEN);
        assertThat(propose("b", two, OptionalLong.of(EPOCH), EPOCH + 1)).isEqualTo(ROOM_TAKEN);

        assertThat(last("a").live("a").orElseThrow().server().id()).isEqualTo(1);
        assertThat(store().last("b")).isEmpty();
        assertThat(load(one)).isEqualTo(3);
        assertThat(load(two)).isZero();
    }

    @Test
    void grantAnew_isMadeByTheEpochOfTheLastOneAndLeavesNobodyInTheRoom() {
        Server one = start(1);
        store().add(grant("a", one, 3), "ada");
        expire(1);
        Server two = start(2);

        assertThat(propose("a", two, OptionalLong.of(EPOCH), EPOCH + 1)).isEqualTo(GRANTED);

        assertThat(last("a").live("a").orElseThrow().server().isSameIncarnation(two))
                .isTrue();
        assertThat(last("a").epoch()).isEqualTo(EPOCH + 1);
        assertThat(load(two)).isEqualTo(1);
        assertThat(store().rooms().get(0).participants()).isEmpty();
    }

    @Test
    void serverWithMoreLoadThanThought_getsNothing() {
        Server one = start(1);
        grant("a", one, 3);

        Placement thought = new Placement(one, 2, "test");
        assertThat(store().grant(new Proposal("b", by("ada"), thought, OptionalLong.empty(), EPOCH, 1)))
                .isEqualTo(SERVER_FULL);

        assertThat(store().last("b")).isEmpty();
        assertThat(load(one)).isEqualTo(3);
        Placement right = new Placement(one, 3, "test");
        assertThat(store().grant(new Proposal("b", by("ada"), right, OptionalLong.empty(), EPOCH, 1)))
                .isEqualTo(GRANTED);
    }

    @Test
    void serverThatTakesNoRooms_getsNothing() {
        Server one = start(1);
        Server two = start(2);
        grant("a", two, 1);
        set(1, ServerState.DRAINING);
        Server before = start(3);
        start(3);

        assertThat(propose("b", one, OptionalLong.empty(), EPOCH)).isEqualTo(SERVER_FULL);
        assertThat(store().move(new LiveGrant("a", two, EPOCH), on(one, "test"), EPOCH + 1, Optional.empty()))
                .isEqualTo(SERVER_FULL);
        assertThat(store().last("b")).isEmpty();
        assertThat(last("a").live("a").orElseThrow().server().id()).isEqualTo(2);
        assertThat(load(two)).isEqualTo(1);
        assertThat(before.id()).isEqualTo(3);
    }

    @Test
    void roomThatIsEnded_givesItsLoadBackAndKeepsItsEpoch() {
        Server one = start(1);
        store().add(grant("a", one, 3), "ada");
        grant("b", one, 4);

        assertThat(store().end("a", 1, one.incarnation() + 1)).isEmpty();
        assertThat(store().end("a", 2, one.incarnation())).isEmpty();
        assertThat(store().end("a", 1, one.incarnation())).hasValue(3);
        assertThat(store().end("a", 1, one.incarnation())).isEmpty();

        assertThat(load(one)).isEqualTo(4);
        assertThat(last("a").epoch()).isEqualTo(EPOCH);
        assertThat(last("a").holder()).isEmpty();
        assertThat(last("a").isLive()).isFalse();
        assertThat(store().history("a").orElseThrow().weight()).isZero();
        assertThat(store().rooms()).extracting(Room::name).containsExactly("b");
        assertThat(propose("a", one, OptionalLong.of(EPOCH), EPOCH + 1)).isEqualTo(GRANTED);
        assertThat(store().roomsOf(1, one.incarnation()).get(0).participants()).isEmpty();
    }

    @Test
    void holderWhoseLeaseRanOut_isSuspectUntilThatIsWritten() {
        Server one = start(1);
        grant("a", one, 3);

        expire(1);

        assertThat(last("a").live("a")).isEmpty();
        assertThat(last("a").suspect().orElseThrow().isSameIncarnation(one)).isTrue();
        assertThat(store().rooms()).isEmpty();
        assertThat(store().roomsOf(1, one.incarnation())).isEmpty();
        set(1, ServerState.LOST);
        assertThat(last("a").isLive()).isFalse();
        assertThat(last("a").suspect()).isEmpty();
        assertThat(last("a").holder()).isPresent();
    }

    @Test
    void holderThatLeft_isNoSuspect() {
        Server one = start(1);
        grant("a", one, 3);

        set(1, ServerState.LEFT);

        assertThat(last("a").isLive()).isFalse();
        assertThat(last("a").suspect()).isEmpty();
    }

    @Test
    void slotThatAnotherIncarnationHas_isNotTheHolder() {
        Server one = start(1);
        grant("a", one, 3);

        Server again = start(1);

        assertThat(last("a").holder()).isEmpty();
        assertThat(last("a").epoch()).isEqualTo(EPOCH);
        assertThat(load(again)).isZero();
        assertThat(store().roomsOf(1, again.incarnation())).isEmpty();
    }

    @Test
    void holdersOfAnAffinity_areItsLiveServersOnceEach() {
        Server one = start(1);
        Server two = start(2);
        Server three = start(3);
        grant("a", two, by("ada").together("course"));
        grant("b", one, by("ada").together("course"));
        grant("c", one, by("ada").together("course"));
        grant("d", three, by("ada").together("course"));
        grant("e", three, by("ada").together("other"));
        expire(3);

        assertThat(store().holdersOf("course")).extracting(Server::id).containsExactly(1, 2);
        store().end("a", 2, two.incarnation());
        assertThat(store().holdersOf("course")).extracting(Server::id).containsExactly(1);
    }

    @Test
    void lists_areOrderedByName() {
        Server one = start(1);
        Server two = start(2);
        LiveGrant grant = grant("b", one, 1);
        grant("a", two, 1);
        grant("B", one, 1);
        store().add(grant, "zoe");
        store().add(grant, "ada");
        store().add(grant, "Zoe");

        assertThat(store().rooms()).extracting(Room::name).containsExactly("B", "a", "b");
        assertThat(store().roomsOf(1, one.incarnation())).extracting(Room::name).containsExactly("B", "b");
        assertThat(store().roomsOf(1, one.incarnation()).get(1).participants()).containsExactly("Zoe", "ada", "zoe");
    }

    @Test
    void participant_isThereOnceAndOnlyUnderTheGrantTheyJoined() {
        Server one = start(1);
        LiveGrant old = grant("a", one, 1);
        assertThat(store().add(old, "ada")).isTrue();
        assertThat(store().add(old, "ada")).isTrue();
        assertThat(store().rooms().get(0).participants()).containsExactly("ada");
        store().remove(old, "ada");
        assertThat(store().rooms().get(0).participants()).isEmpty();

        store().end("a", 1, one.incarnation());
        propose("a", one, OptionalLong.of(EPOCH), EPOCH + 1);
        assertThat(store().add(old, "ada")).isFalse();
        assertThat(store().add(new LiveGrant("a", one, EPOCH + 1), "ada")).isTrue();
        store().remove(old, "ada");
        assertThat(store().rooms().get(0).participants()).containsExactly("ada");
    }
}
