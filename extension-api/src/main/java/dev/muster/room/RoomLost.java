package dev.muster.room;

/**
 * CDI event: a room does not live on this server any more, because this server was fenced. Fired for each room after
 * {@link dev.muster.server.ServerFenced}. It may be granted to another server soon.
 *
 * @param room the name of the room
 * @param epoch of the grant that is over
 */
public record RoomLost(String room, long epoch) {}
