package dev.muster.jpa.internal.commit;

/** What connects the persistence units of this server with those of its peers. Thread-safe. */
public interface CommitExchange {

    /**
     * Connects a persistence unit.
     *
     * @param unit name of the persistence unit, the same on all servers
     * @param cache its caches
     */
    Attachment attach(String unit, CacheGuard cache);

    /** Whether commits of units that do not say so themselves wait for the peers. */
    Delivery delivery();

    /** Where this server listens and how links are protected, for messages. */
    String description();

    /** A connected persistence unit. Thread-safe. */
    interface Attachment extends AutoCloseable {

        /**
         * Tells the peers of a commit, and waits for them if the delivery says so: until every peer that is linked has
         * evicted, has lost its link, or the time is over. Never throws.
         */
        void publish(Eviction eviction, Delivery delivery);

        /** Disconnects the unit. */
        @Override
        void close();
    }
}
