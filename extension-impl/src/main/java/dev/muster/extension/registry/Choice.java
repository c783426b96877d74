package dev.muster.extension.registry;

import java.util.Optional;

/** What a server that wants to join can do. */
sealed interface Choice {

    /**
     * Take this slot.
     *
     * @param id the slot
     * @param name the name to be known by
     * @param previous what the slot's row says now, if it has one
     */
    record Take(int id, String name, Optional<ServerRow> previous) implements Choice {}

    /**
     * Somebody live has what was asked for.
     *
     * @param row who
     * @param what the {@code id} or the {@code name}
     */
    record Held(ServerRow row, What what) implements Choice {}

    /** Every slot is held by a live server. */
    record Full() implements Choice {}

    /** What two servers can want. */
    enum What {
        /** The server id. */
        ID,
        /** The server name. */
        NAME;

        String word() {
            return this == ID ? "id" : "name";
        }
    }
}
