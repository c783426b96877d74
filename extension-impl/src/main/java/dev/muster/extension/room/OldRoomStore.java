package dev.muster.extension.room;

import java.util.List;

/**
 * Rows of rooms that nobody needs any more. Each method deletes by what it has seen, and a row by a statement of its own:
 * it may be done by several servers at once, at any moment, and keeps no row locked. All throw
 * {@link dev.muster.MusterException} if the database fails. Thread-safe.
 */
public interface OldRoomStore {

    /** Some rooms whose last grant was made long ago, and is over for good. */
    List<OldRoom> over();

    /**
     * Deletes all that is known of a room, if that is still its last grant.
     *
     * @return whether it was
     */
    boolean delete(OldRoom room);

    /**
     * Deletes some of what grants have left behind that are not the last ones of their rooms, and loads of earlier
     * incarnations.
     *
     * @return how many rows
     */
    int deleteLeftovers();

    /**
     * The last grant of a room that nobody has.
     *
     * @param incarnation of its server; 0 if the room was closed
     */
    record OldRoom(String room, long epoch, long incarnation) {}
}
