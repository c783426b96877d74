package dev.muster.extension.room;

import static dev.muster.extension.room.RoomStore.Outcome.GRANTED;
import static dev.muster.extension.room.RoomStore.Outcome.ROOM_TAKEN;
import static dev.muster.extension.room.RoomStore.Outcome.SERVER_FULL;
import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.room.RoomStore.History;
import dev.muster.room.Placement;
import dev.muster.room.Room;
import dev.muster.server.Server;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every store of rooms does with rooms that move or grow. */
abstract class StoredMovesContract extends OldRoomsContract {

    @Test
    void roomThatMoves_takesItsLoadAlongAndLeavesItsParticipants() {
        Server one = start(1);
        Server two = start(2);
        LiveGrant old =
                grant("a", two, by("ada").expecting(3).together("course").on("gpu"));
        store().add(old, "ada");

        assertThat(store().move(old, on(one, "moved"), EPOCH + 5, Optional.empty()))
                .isEqualTo(GRANTED);

        assertThat(load(two)).isZero();
        assertThat(load(one)).isEqualTo(3);
        History history = store().history("a").orElseThrow();
        assertThat(history.last().live("a").orElseThrow().server().isSameIncarnation(one))
                .isTrue();
        assertThat(history.last().epoch()).isEqualTo(EPOCH + 5);
        assertThat(history.last().handedOver()).isFalse();
        assertThat(history.weight()).isEqualTo(3);
        assertThat(history.affinity()).contains("course");
        assertThat(history.tags()).containsExactly("gpu");
        assertThat(history.grantedBy()).isEqualTo(2);
        assertThat(history.reason()).isEqualTo("moved");
        assertThat(store().roomsOf(1, one.incarnation()))
                .extracting(Room::participants)
                .containsExactly(List.of());
        assertThat(store().end("a", 2, two.incarnation())).isEmpty();
    }

    @Test
    void moveOfAGrantThatIsOver_changesNothing() {
        Server one = start(1);
        Server two = start(2);
        Server three = start(3);
        LiveGrant grant = grant("a", one, 3);
        store().add(grant, "ada");

        assertThat(move(new LiveGrant("a", one, EPOCH - 1), two)).isEqualTo(ROOM_TAKEN);
        assertThat(move(new LiveGrant("a", three, EPOCH), two)).isEqualTo(ROOM_TAKEN);
        assertThat(move(new LiveGrant("b", one, EPOCH), two)).isEqualTo(ROOM_TAKEN);

        assertThat(last("a").live("a").orElseThrow().server().id()).isEqualTo(1);
        assertThat(store().rooms().get(0).participants()).containsExactly("ada");
        assertThat(load(one)).isEqualTo(3);
        assertThat(load(two)).isZero();
        assertThat(store().takeState("a", EPOCH + 1)).isEmpty();
    }

    @Test
    void moveToAServerWithMoreLoadThanThought_changesNothing() {
        Server one = start(1);
        Server two = start(2);
        LiveGrant down = grant("a", two, 3);
        LiveGrant up = grant("b", one, 4);
        store().add(down, "ada");

        assertThat(store().move(down, new Placement(one, 3, "test"), EPOCH + 1, state("x")))
                .isEqualTo(SERVER_FULL);
        assertThat(store().move(up, new Placement(two, 2, "test"), EPOCH + 1, state("x")))
                .isEqualTo(SERVER_FULL);

        assertThat(last("a").live("a").orElseThrow().server().id()).isEqualTo(2);
        assertThat(last("b").live("b").orElseThrow().server().id()).isEqualTo(1);
        assertThat(store().rooms().get(0).participants()).containsExactly("ada");
        assertThat(load(one)).isEqualTo(4);
        assertThat(load(two)).isEqualTo(3);
        assertThat(store().takeState("a", EPOCH + 1)).isEmpty();
    }

    @Test
    void stateThatIsHandedOver_isThereOnceForItsGrantOnly() {
        Server one = start(1);
        Server two = start(2);
        store().move(grant("a", one, 3), on(two, "test"), EPOCH + 1, state("slide 12"));

        assertThat(last("a").handedOver()).isTrue();
        assertThat(store().takeState("a", EPOCH)).isEmpty();
        assertThat(store().takeState("a", EPOCH + 2)).isEmpty();
        assertThat(store().takeState("b", EPOCH + 1)).isEmpty();
        assertThat(store().takeState("a", EPOCH + 1).map(StoredMovesContract::text))
                .contains("slide 12");
        assertThat(store().takeState("a", EPOCH + 1)).isEmpty();
    }

    @Test
    void nextMove_replacesTheStateThatNobodyTook() {
        Server one = start(1);
        Server two = start(2);
        store().move(grant("a", one, 3), on(two, "test"), EPOCH + 1, state("first"));

        store().move(new LiveGrant("a", two, EPOCH + 1), on(one, "test"), EPOCH + 2, state("second"));
        assertThat(store().takeState("a", EPOCH + 1)).isEmpty();
        store().move(new LiveGrant("a", one, EPOCH + 2), on(two, "test"), EPOCH + 3, Optional.empty());
        assertThat(store().takeState("a", EPOCH + 2)).isEmpty();
        assertThat(last("a").handedOver()).isFalse();
    }

    @Test
    void roomThatIsGrantedAnew_hasNothingHandedOver() {
        Server one = start(1);
        Server two = start(2);
        store().move(grant("a", one, 3), on(two, "test"), EPOCH + 1, state("lost"));
        expire(2);

        assertThat(propose("a", one, OptionalLong.of(EPOCH + 1), EPOCH + 2)).isEqualTo(GRANTED);

        assertThat(last("a").handedOver()).isFalse();
        assertThat(store().takeState("a", EPOCH + 2)).isEmpty();
    }

    @Test
    void load_growsAndShrinksWithTheRoom() {
        Server one = start(1);
        LiveGrant grant = grant("a", one, 3);
        grant("b", one, 1);

        assertThat(store().resize(grant, 10)).hasValue(7);
        assertThat(load(one)).isEqualTo(11);
        assertThat(store().resize(grant, 2)).hasValue(-8);
        assertThat(load(one)).isEqualTo(3);
        assertThat(store().resize(grant, 2)).hasValue(0);
        assertThat(store().rooms().get(0).weight()).isEqualTo(2);
        assertThat(store().end("a", 1, one.incarnation())).hasValue(2);
        assertThat(load(one)).isEqualTo(1);
    }

    @Test
    void loadOfAGrantThatIsOver_doesNotChange() {
        Server one = start(1);
        LiveGrant old = grant("a", one, 3);
        store().end("a", 1, one.incarnation());
        assertThat(store().resize(old, 10)).isEmpty();

        propose("a", one, OptionalLong.of(EPOCH), EPOCH + 1);
        assertThat(store().resize(old, 10)).isEmpty();
        assertThat(store().resize(new LiveGrant("a", start(2), EPOCH + 1), 10)).isEmpty();

        assertThat(load(one)).isEqualTo(1);
        assertThat(store().rooms().get(0).weight()).isEqualTo(1);
    }

    private RoomStore.Outcome move(LiveGrant from, Server to) {
        return store().move(from, on(to, "test"), EPOCH + 1, state("x"));
    }

    private static Optional<byte[]> state(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] state) {
        return new String(state, StandardCharsets.UTF_8);
    }
}
