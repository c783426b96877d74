package dev.muster.session.codec;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/** What a payload makes happen, in place of a command of the system. */
public final class Bomb implements Serializable, Comparable<Bomb> {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger EXPLODED = new AtomicInteger();

    /** Called by a transformer, a closure or an aspect. */
    public static void explode() {
        EXPLODED.incrementAndGet();
    }

    /** Called by whatever reads properties. */
    public String getFuse() {
        explode();
        return "";
    }

    @Override
    public int compareTo(Bomb other) {
        return 0;
    }

    /** How often it happened. */
    public static int exploded() {
        return EXPLODED.get();
    }
}
