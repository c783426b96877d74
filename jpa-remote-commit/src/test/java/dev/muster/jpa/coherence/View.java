package dev.muster.jpa.coherence;

import java.util.function.Function;

/**
 * Something that a server reads.
 *
 * @param what for messages
 * @param values whether they are results of a query that are no entities; not all providers cache them
 * @param read reads it; what it gives is compared by {@code equals}
 */
record View(String what, boolean values, Function<Server.Reader, Object> read) {

    Object of(Server server) {
        return server.read(read);
    }
}
