package dev.muster.room;

import dev.muster.server.Server;
import java.util.Objects;

/**
 * The server that a {@link PlacementPolicy} chose. Immutable.
 *
 * @param server one of the candidates
 * @param upTo the choice stands as long as the server's load is not above this when the room's load is reserved on it;
 *     else the policy is asked again with newer figures
 * @param reason why this one, in a few words for {@link RoomMoves#explain}
 */
public record Placement(Server server, long upTo, String reason) {

    /** Checks that no component is missing. */
    public Placement {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(reason, "reason");
    }

    /** This server, if its load has not grown since. */
    public static Placement on(Server server, String reason) {
        return new Placement(server, server.load(), reason);
    }
}
