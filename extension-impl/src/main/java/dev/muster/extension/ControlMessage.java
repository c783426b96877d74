package dev.muster.extension;

import dev.muster.Message;

/** What comes of an administrator's orders to the servers. */
public enum ControlMessage implements Message {
    /** An order for nobody. */
    NO_SUCH_SERVER("MUSTER-133", "cluster '%s' has no live server %d. Its servers are %s."),
    /** An order was given. */
    ORDERED("MUSTER-134", "cluster '%s': server %d is to be %s"),
    /** A server has given its rooms away. */
    DRAINED("MUSTER-135", "rooms: %d rooms have moved to other servers in %d ms (%s); %d are left here"),
    /** A room does not want to move. */
    OBJECTED("MUSTER-136", "rooms: room '%s' does not move now: %s"),
    /** A room cannot move. */
    NOT_MOVED("MUSTER-137", "rooms: room '%s' cannot move (%s). It stays here for now."),
    /** An application without other servers was given an order. */
    ALONE("MUSTER-138", "this application runs alone: %s needs muster.mode=cluster.");

    private final String code;
    private final String pattern;

    ControlMessage(String code, String pattern) {
        this.code = code;
        this.pattern = pattern;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String pattern() {
        return pattern;
    }
}
