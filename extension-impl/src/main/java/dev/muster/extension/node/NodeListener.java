package dev.muster.extension.node;

import dev.muster.extension.event.EventBeans;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.room.RoomListener;

/** Is told of everything that an application can observe, and has what that needs of the application. */
public interface NodeListener extends MembershipListener, RoomListener, EventBeans {

    /** Does not listen. */
    NodeListener NONE = new NodeListener() {};
}
