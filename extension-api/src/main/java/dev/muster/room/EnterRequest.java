package dev.muster.room;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who wants to enter a room, and what the room needs. Everything but the user counts only when the room is granted.
 * Immutable.
 *
 * @param user the user that a redirect token will be bound to
 * @param weight the load that the room is expected to put on its server, at least 1
 * @param affinity rooms of one affinity are granted to one server, as long as that takes them
 * @param tags the room is granted to servers only that have all of these
 */
public record EnterRequest(String user, int weight, Optional<String> affinity, Set<String> tags) {

    /** Checks the components. */
    public EnterRequest {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(affinity, "affinity");
        tags = Set.copyOf(tags);
        if (weight < 1) {
            throw new IllegalArgumentException("weight is " + weight + ", at least 1 is needed");
        }
    }

    /** A request by this user for a room of weight 1. */
    public static EnterRequest by(String user) {
        return new EnterRequest(user, 1, Optional.empty(), Set.of());
    }

    /** The same request for a room with this expected load, for example its number of participants. */
    public EnterRequest expecting(int load) {
        return new EnterRequest(user, load, affinity, tags);
    }

    /** The same request for a room that belongs together with others of this affinity, for example those of one course. */
    public EnterRequest together(String group) {
        return new EnterRequest(user, weight, Optional.of(group), tags);
    }

    /** The same request for a room that needs a server with this tag, see {@code muster.server.tags}. */
    public EnterRequest on(String tag) {
        Set<String> more = new HashSet<>(tags);
        more.add(tag);
        return new EnterRequest(user, weight, affinity, more);
    }
}
