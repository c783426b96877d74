package dev.muster.room;

import java.util.Optional;

/**
 * CDI event: a room lives here, because it was granted or moved to this server. Fired once for each grant, on the thread of
 * the first who comes, before anybody is let in; others wait meanwhile. An observer may close the room and enter others. One
 * that throws is logged and keeps nobody out.
 *
 * @param grant the grant
 * @param state what the room's last server handed over
 */
public record RoomOpened(RoomGrant grant, Optional<byte[]> state) {}
