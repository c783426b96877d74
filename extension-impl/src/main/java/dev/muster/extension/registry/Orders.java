package dev.muster.extension.registry;

/**
 * What an administrator wants of a server. Immutable.
 *
 * @param drainUntil end of the time in which rooms may refuse to move, by the database's clock in epoch milliseconds
 * @param shedLoad load that the server shall give away; 0 for none
 */
public record Orders(long drainUntil, long shedLoad) {

    /** Wants nothing. */
    public static final Orders NONE = new Orders(0, 0);
}
