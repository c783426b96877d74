package dev.muster.event;

/**
 * Writes and reads the events of one class: a CDI bean of the application, {@code @ApplicationScoped} or dependent, one for
 * each class that is fired with {@link Clustered}. Nothing is deserialized by Java.
 *
 * <p>The bytes stay in the database for a minute and may be read by servers that run an older or newer version of the
 * application. Thread-safe.
 *
 * @param <T> the class of the events
 */
public interface ClusterEventCodec<T> {

    /** The class of the events; subclasses need codecs of their own. */
    Class<T> type();

    /** What the type is called between the servers, 1 to 200 characters; it must never mean something else. */
    String name();

    /** Writes an event, in at most 65,536 bytes. */
    byte[] encode(T event);

    /**
     * Reads an event. If it throws, the event is logged and passed over on this server.
     *
     * @param bytes as {@link #encode} made them, on whichever server and version
     */
    T decode(byte[] bytes);
}
