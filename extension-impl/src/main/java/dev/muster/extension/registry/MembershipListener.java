package dev.muster.extension.registry;

import dev.muster.server.Server;

/**
 * Is told about changes of the membership, in order and once each. {@link #fenced} comes on a thread of its own, before
 * anything else happens; the others come one after the other on another thread. All must return soon.
 */
public interface MembershipListener {

    /** Another server was seen for the first time in this incarnation. */
    default void joined(Server server) {}

    /** Another server has left; orderly if it said so, else its lease ran out or another took its place. */
    default void left(Server server, boolean orderly) {}

    /** This server may not act any more. */
    default void fenced(Server server, String reason) {}

    /** This server acts again, as another incarnation. */
    default void regained(Server server) {}
}
