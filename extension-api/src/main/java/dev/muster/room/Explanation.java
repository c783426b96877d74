package dev.muster.room;

import dev.muster.server.Server;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a room is where it is, as the database has it. Immutable.
 *
 * @param room the name of the room
 * @param server where it lives; empty if it has no live grant
 * @param epoch of its last grant; 0 if it never had one
 * @param since when it was last granted, by the database's clock; empty if it never was
 * @param lines what to tell an administrator, one sentence each
 */
public record Explanation(
        String room, Optional<Server> server, long epoch, Optional<Instant> since, List<String> lines) {

    /** Copies the lines. */
    public Explanation {
        lines = List.copyOf(lines);
    }
}
