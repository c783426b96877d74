package dev.muster.extension.room;

import static dev.muster.extension.room.RoomStore.Outcome.GRANTED;
import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.room.RoomStore.LastGrant;
import dev.muster.extension.room.RoomStore.Outcome;
import dev.muster.extension.room.RoomStore.Proposal;
import dev.muster.room.EnterRequest;
import dev.muster.room.Placement;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Duration;
import java.util.OptionalLong;

/** A store of rooms and the servers that they are granted to. */
abstract class RoomStoreFixture {

    static final long EPOCH = 1_000;

    /** The store under test. */
    protected abstract RoomStore store();

    /** What deletes its old rows. */
    protected abstract OldRoomStore old(Duration age);

    /** The store's clock in epoch milliseconds. */
    protected abstract long now();

    /** Has a server join in this slot as another incarnation than all before. */
    protected abstract Server start(int id);

    /** The lease of the slot's server ends; nobody has written that down yet. */
    protected abstract void expire(int id);

    /** The slot's server is in that state from now on. */
    protected abstract void set(int id, ServerState state);

    /** The load that is reserved on an incarnation. */
    protected abstract long load(Server server);

    /** The first grant of a room. */
    LiveGrant grant(String room, Server server, int weight) {
        return grant(room, server, by("ada").expecting(weight));
    }

    LiveGrant grant(String room, Server server, EnterRequest request) {
        Proposal proposal = new Proposal(room, request, on(server, "test"), OptionalLong.empty(), EPOCH, 1);
        assertThat(store().grant(proposal)).isEqualTo(GRANTED);
        return new LiveGrant(room, server, EPOCH);
    }

    Outcome propose(String room, Server server, OptionalLong last, long epoch) {
        return store().grant(new Proposal(room, by("ada"), on(server, "test"), last, epoch, 1));
    }

    LastGrant last(String room) {
        return store().last(room).orElseThrow();
    }

    static Placement on(Server server, String reason) {
        return new Placement(server, Long.MAX_VALUE, reason);
    }
}
