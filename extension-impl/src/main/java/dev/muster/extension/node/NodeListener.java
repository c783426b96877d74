package dev.muster.extension.node;

import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.room.RoomListener;

/** Is told of everything that an application can observe. */
public interface NodeListener extends MembershipListener, RoomListener {

    /** Does not listen. */
    NodeListener NONE = new NodeListener() {};
}
