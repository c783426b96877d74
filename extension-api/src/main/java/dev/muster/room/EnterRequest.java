package dev.muster.room;

import java.util.Objects;

/**
 * Who wants to enter a room, and how heavy the room is expected to be. Immutable.
 *
 * @param user the user that a redirect token will be bound to
 * @param weight the load that the room is expected to put on its server, at least 1; used when the room is granted
 */
public record EnterRequest(String user, int weight) {

    /** Checks the components. */
    public EnterRequest {
        Objects.requireNonNull(user, "user");
        if (weight < 1) {
            throw new IllegalArgumentException("weight is " + weight + ", at least 1 is needed");
        }
    }

    /** A request by this user for a room of weight 1. */
    public static EnterRequest by(String user) {
        return new EnterRequest(user, 1);
    }

    /** The same request for a room with this expected load, for example its number of participants. */
    public EnterRequest expecting(int load) {
        return new EnterRequest(user, load);
    }
}
