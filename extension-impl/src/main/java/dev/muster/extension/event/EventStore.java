package dev.muster.extension.event;

import dev.muster.MusterException;
import dev.muster.extension.event.Codecs.Encoded;

/** Where events go. Thread-safe. */
@FunctionalInterface
public interface EventStore {

    /** Of a server that is alone. */
    EventStore NONE = (origin, serverId, event) -> {};

    /**
     * Adds an event behind all others.
     *
     * @throws MusterException if that cannot be done; it may have been done all the same if the database failed
     */
    void append(long origin, int serverId, Encoded event);
}
