package dev.muster.extension.node;

/**
 * The clock of a server that is alone. Where there is no shared database there is no other clock, and nobody who could
 * have a different one.
 */
final class OwnClock {

    private OwnClock() {}

    static long millis() {
        return System.currentTimeMillis();
    }
}
