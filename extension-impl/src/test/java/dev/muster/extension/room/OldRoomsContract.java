package dev.muster.extension.room;

import static dev.muster.extension.room.RoomStore.Outcome.GRANTED;
import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.room.OldRoomStore.OldRoom;
import dev.muster.extension.room.RoomStore.Proposal;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every store of rooms deletes when nobody needs it any more, and what not. */
abstract class OldRoomsContract extends RoomStoreFixture {

    static final Duration AGE = Duration.ofDays(1);

    @Test
    void roomThatWasClosed_goesWhenItsEpochIsLongPast() {
        Server one = start(1);
        grant("a", one, 3);
        grant("b", one, 4);
        store().end("a", 1, one.incarnation());

        assertThat(old().over()).containsExactly(new OldRoom("a", EPOCH, 0));
        assertThat(sweep()).isEqualTo(1);

        assertThat(store().last("a")).isEmpty();
        assertThat(last("b").isLive()).isTrue();
        assertThat(load(one)).isEqualTo(4);
        assertThat(propose("a", one, OptionalLong.of(EPOCH), EPOCH + 1)).isEqualTo(RoomStore.Outcome.ROOM_TAKEN);
        assertThat(propose("a", one, OptionalLong.empty(), EPOCH + 1)).isEqualTo(GRANTED);
    }

    @Test
    void roomOfTheLastDay_stays() {
        Server one = start(1);
        long recent = now() - AGE.toMillis() + 60_000;
        store().grant(new Proposal("a", by("ada"), on(one, "test"), OptionalLong.empty(), recent, 1));
        store().end("a", 1, one.incarnation());

        assertThat(sweep()).isZero();

        assertThat(last("a").epoch()).isEqualTo(recent);
    }

    @Test
    void roomWhoseServerMayStillAct_stays() {
        Server one = start(1);
        grant("a", one, 1);
        grant("b", start(2), 1);
        expire(2);

        assertThat(sweep()).isZero();
        set(1, ServerState.DRAINING);
        assertThat(sweep()).isZero();
        assertThat(last("a").isLive()).isTrue();
    }

    @Test
    void roomsOfServersThatAreGone_go() {
        grant("a", start(1), 1);
        grant("b", start(2), 1);
        grant("c", start(3), 1);
        set(1, ServerState.LEFT);
        set(2, ServerState.LOST);
        start(3);

        assertThat(old().over()).extracting(OldRoom::room).containsExactlyInAnyOrder("a", "b", "c");
        sweep();

        assertThat(store().last("a")).isEmpty();
        assertThat(store().last("b")).isEmpty();
        assertThat(store().last("c")).isEmpty();
    }

    @Test
    void roomThatIsGrantedMeanwhile_stays() {
        Server one = start(1);
        LiveGrant first = grant("a", one, 1);
        store().end("a", 1, one.incarnation());
        OldRoom seen = old().over().get(0);
        propose("a", one, OptionalLong.of(EPOCH), EPOCH + 1);
        store().add(new LiveGrant("a", one, EPOCH + 1), "ada");

        assertThat(old().delete(seen)).isFalse();

        assertThat(last("a").epoch()).isGreaterThan(first.epoch());
        assertThat(store().rooms().get(0).participants()).containsExactly("ada");
    }

    @Test
    void roomThatGoes_leavesNothing() {
        Server one = start(1);
        Server two = start(2);
        store().move(grant("a", one, 1), on(two, "test"), EPOCH + 1, Optional.of(new byte[] {1}));
        store().add(new LiveGrant("a", two, EPOCH + 1), "ada");
        set(2, ServerState.LOST);

        assertThat(sweep()).isEqualTo(1);

        store().grant(new Proposal("a", by("ada"), on(one, "test"), OptionalLong.empty(), EPOCH + 1, 1));
        assertThat(store().rooms().get(0).participants()).isEmpty();
        assertThat(store().takeState("a", EPOCH + 1)).isEmpty();
    }

    @Test
    void stateThatNobodyCanTakeAnyMore_goes() {
        Server one = start(1);
        Server two = start(2);
        store().move(grant("a", one, 1), on(two, "test"), EPOCH + 1, Optional.of(new byte[] {1}));
        assertThat(sweep()).isZero();
        expire(2);
        propose("a", one, OptionalLong.of(EPOCH + 1), EPOCH + 2);

        assertThat(sweep()).isEqualTo(1);

        assertThat(store().takeState("a", EPOCH + 1)).isEmpty();
    }

    @Test
    void stateThatWaitsForItsServer_stays() {
        Server one = start(1);
        Server two = start(2);
        store().move(grant("a", one, 1), on(two, "test"), EPOCH + 1, Optional.of(new byte[] {1}));

        sweep();

        assertThat(store().takeState("a", EPOCH + 1)).isPresent();
    }

    @Test
    void loadOfAnEarlierIncarnation_goes() {
        start(1);
        Server again = start(1);
        start(2);
        grant("a", again, 5);

        assertThat(sweep()).isEqualTo(1);

        assertThat(load(again)).isEqualTo(5);
        assertThat(sweep()).isZero();
    }

    int sweep() {
        return new OldRooms(old()).deleteSome();
    }

    private OldRoomStore old() {
        return old(AGE);
    }
}
