package dev.muster.extension.room;

import dev.muster.room.EnterRequest;
import dev.muster.room.Placement;
import dev.muster.room.Room;
import dev.muster.server.Server;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The rooms of one cluster in the shared database. Each method is one step that nobody sees half done, and a step that
 * writes also checks: what a server believes decides nothing. All throw {@link dev.muster.MusterException} if the
 * database fails: then the step may have been done or not. Thread-safe.
 */
public interface RoomStore extends ParticipantStore {

    /** The last grant of the room, live or not; empty if it never had one. */
    Optional<LastGrant> last(String room);

    /** What the database remembers of the room's last grant; empty if it never had one. */
    Optional<History> history(String room);

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

    /** The rooms of one incarnation of a server with their participants, ordered by name. */
    List<Room> roomsOf(int serverId, long incarnation);

    /** The servers that have live grants of rooms with this affinity. */
    List<Server> holdersOf(String affinity);

    /**
     * Grants a room that is granted to one server to another one: moves its load, leaves state for it, lets its
     * participants leave. Or changes nothing.
     *
     * @param from the grant that ends
     * @param epoch of the new grant, higher than that of the old one
     * @param state to be taken by the new server
     */
    Outcome move(LiveGrant from, Placement to, long epoch, Optional<byte[]> state);

    /** Takes the state that was left for this grant; it is there once. */
    Optional<byte[]> takeState(String room, long epoch);

    /**
     * Changes the load that a room reserves.
     *
     * @return by how much it grew; empty if the grant is over
     */
    OptionalInt resize(LiveGrant grant, int weight);

    /** What came of a proposal. */
    enum Outcome {
        /** The room is granted as proposed. */
        GRANTED,
        /** The room's last grant is another one. */
        ROOM_TAKEN,
        /** The chosen server takes no rooms, or has more load than was thought. */
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
            return holder.filter(server -> isLive).map(server -> new LiveGrant(room, server, epoch, handedOver));
        }

        /** A holder whose lease has ended, but of which that is not written yet: it may be renewing at this moment. */
        Optional<Server> suspect() {
            return holder.filter(server -> !isLive && server.state().isMember());
        }
    }

    /**
     * How a room got where it is.
     *
     * @param last the last grant
     * @param weight the load that it reserves
     * @param affinity what it belongs together with
     * @param tags what its server has to have
     * @param since when it was granted
     * @param grantedBy id of the server that granted it
     * @param reason why it was placed there
     */
    record History(
            LastGrant last,
            int weight,
            Optional<String> affinity,
            Set<String> tags,
            Instant since,
            int grantedBy,
            String reason) {}

    /**
     * What is to be granted.
     *
     * @param room the name of the room
     * @param request what the room needs
     * @param placement where it shall live
     * @param lastEpoch epoch of its last grant, which has to be over for good: it was ended, or its holder's incarnation
     *     was; empty if it never had one
     * @param epoch of this grant, higher than the last
     * @param grantedBy id of the server that proposes
     */
    record Proposal(
            String room,
            EnterRequest request,
            Placement placement,
            OptionalLong lastEpoch,
            long epoch,
            int grantedBy) {}
}
