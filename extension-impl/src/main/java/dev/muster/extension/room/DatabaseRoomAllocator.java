package dev.muster.extension.room;

import dev.muster.room.RoomAllocator;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;

/**
 * Name this class in {@code <alternatives>} of {@code WEB-INF/beans.xml} to have rooms spread over the servers and looked
 * up in the database. Does nothing unless it is selected. Thread-safe.
 */
@Alternative
@Dependent
public class DatabaseRoomAllocator extends SelectedRooms {

    /** For CDI. */
    @Inject
    public DatabaseRoomAllocator(@OfThisServer RoomAllocator rooms) {
        super(rooms);
    }
}
