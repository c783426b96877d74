package dev.muster.extension.room;

import dev.muster.room.EnterRequest;
import dev.muster.room.Placement;
import dev.muster.room.Room;
import dev.muster.server.Server;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The rooms of one cluster in the shared database. Each method is one step that nobody sees half done, and a step that
 * writes also checks: what a server believes decides nothing. All throw {@link dev.muster.MusterException} if the
 * database fails: then the step may have been done or not. Thread-safe.
 */
public interface RoomStore extends ParticipantStore {

    /** The last grant of the room, live or not; empty if it never had one. */
    Optional<LastGrant> last(String room);

    /** Grants the room and reserves its load, or changes nothing. */
    Outcome grant(Proposal proposal);

    /**
     * Ends the grant of that incarnation, gives its load back and lets its participants leave.
     *
     * @return the load that was given back, empty if the room is not granted to it
     */
    OptionalInt end(String room, int serverId, long incarnation);

    /** All live grants with their participants, ordered by name. */
    List<Room> rooms();

    /** A server that has a live grant of a room with this affinity. */
    Optional<Server> holderOf(String affinity);

    /** What came of a proposal. */
    enum Outcome {
        /** The room is granted as proposed. */
        GRANTED,
        /** The room's last grant is another one, or its holder may be alive. */
        ROOM_TAKEN,
        /** The chosen server takes no rooms any more, or has more load than was thought. */
        SERVER_FULL
    }

    /**
     * The last grant of a room.
     *
     * @param epoch of the grant
     * @param holder the server, as long as its slot is that incarnation's; empty if the grant was ended
     * @param isLive whether the holder's lease lasts
     * @param handedOver whether state was handed over with it
     */
    record LastGrant(long epoch, Optional<Server> holder, boolean isLive, boolean handedOver) {

        /** The live grant. */
        Optional<LiveGrant> live(String room) {
            return holder.filter(server -> isLive).map(server -> new LiveGrant(room, server, epoch));
        }

        /** A holder whose lease has ended, but of which that is not written yet: it may be renewing at this moment. */
        Optional<Server> suspect() {
            return holder.filter(server -> !isLive && server.state().isMember());
        }
    }

    /**
     * What is to be granted.
     *
     * @param room the name of the room
     * @param request what the room needs
     * @param placement where it shall live
     * @param lastEpoch epoch of its last grant, which has to be over; empty if it never had one
     * @param epoch of this grant, higher than the last
     */
    record Proposal(String room, EnterRequest request, Placement placement, OptionalLong lastEpoch, long epoch) {}
}
