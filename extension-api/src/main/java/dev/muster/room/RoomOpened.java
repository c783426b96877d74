package dev.muster.room;

import java.util.Optional;

/**
 * CDI event: this server learned that a room lives here, because it was granted or moved to this server. Fired once for
 * each grant, synchronously, before anybody is let in.
 *
 * @param grant the grant
 * @param state what the room's last server handed over
 */
public record RoomOpened(RoomGrant grant, Optional<byte[]> state) {}
