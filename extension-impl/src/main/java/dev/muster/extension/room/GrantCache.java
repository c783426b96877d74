package dev.muster.extension.room;

import java.util.Optional;

/**
 * Remembers grants for all servers of the cluster, so that most look-ups need no query. It may forget, be late or be
 * wrong: whoever uses an entry checks it, and no grant is decided by it. No method throws. Thread-safe.
 */
public interface GrantCache extends AutoCloseable {

    /** What was last heard of the room. */
    Optional<Entry> get(String room);

    /** Tells all servers of a grant, or of its end. */
    void put(String room, Entry entry);

    /** Leaves the other servers. */
    @Override
    void close();

    /**
     * Where a room was granted. Immutable.
     *
     * @param serverId slot of the server
     * @param incarnation its incarnation at the grant
     * @param epoch of the grant
     */
    record Entry(int serverId, long incarnation, long epoch) {

        /** In the place of an entry that was found wrong: the database has to be asked. */
        public static final Entry UNKNOWN = new Entry(0, 0, 0);

        /** The entry of a grant. */
        public static Entry of(LiveGrant grant) {
            return new Entry(grant.server().id(), grant.server().incarnation(), grant.epoch());
        }

        /** The grant has ended: no server has incarnation 0. */
        public Entry ended() {
            return new Entry(serverId, 0, epoch);
        }

        /** The entry that {@link #toString} made, empty for anything else. */
        public static Optional<Entry> parse(String text) {
            String[] parts = text.split(" ", 4);
            try {
                return parts.length == 3
                        ? Optional.of(new Entry(
                                Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        /** The three numbers, separated by spaces. */
        @Override
        public String toString() {
            return serverId + " " + incarnation + " " + epoch;
        }
    }
}
