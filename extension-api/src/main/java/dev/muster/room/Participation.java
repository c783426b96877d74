package dev.muster.room;

/** Somebody's presence in a room. The one who joined closes it; closing twice is harmless. Thread-safe. */
public interface Participation extends AutoCloseable {

    /** The name that joined. */
    String participant();

    /** Leaves the room. */
    @Override
    void close();
}
