package dev.muster.jpa.internal.commit;

/** What connects the persistence units of this server with those of its peers. Thread-safe. */
public interface CommitExchange {

    /**
     * Connects a persistence unit.
     *
     * @param unit name of the persistence unit, the same on all servers
     * @param evictor its caches
     */
    Attachment attach(String unit, CacheEvictor evictor);

    /** Where this server listens and how links are protected, for messages. */
    String description();

    /** A connected persistence unit. Thread-safe. */
    interface Attachment extends AutoCloseable {

        /** Tells the peers of a commit. Neither blocks nor throws. */
        void publish(Eviction eviction);

        /** Disconnects the unit. */
        @Override
        void close();
    }
}
