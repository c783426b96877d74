package dev.muster.room;

/**
 * What a redeemed redirect token says: this user was sent here to enter this room.
 *
 * @param user the user named in the {@link EnterRequest}
 * @param room the name of the room
 * @param epoch the epoch of the grant
 */
public record Admission(String user, String room, long epoch) {}
