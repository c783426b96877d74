package dev.muster.extension.room;

import dev.muster.room.RoomLost;
import dev.muster.room.RoomMoved;
import dev.muster.room.RoomMoving;
import dev.muster.room.RoomOpened;

/** Is told what happens to rooms of this server, on the thread on which it happens. */
public interface RoomListener {

    /** Does not listen. */
    RoomListener NONE = new RoomListener() {};

    /** See {@link RoomMoving}. */
    default void moving(RoomMoving event) {}

    /** See {@link RoomMoved}. */
    default void moved(RoomMoved event) {}

    /** See {@link RoomOpened}. */
    default void opened(RoomOpened event) {}

    /** See {@link RoomLost}. */
    default void lost(RoomLost event) {}
}
