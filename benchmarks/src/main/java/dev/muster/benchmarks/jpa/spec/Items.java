package dev.muster.benchmarks.jpa.spec;

/** The keys of the items: numbers as an application has them after a few years. */
public final class Items {

    /** There are items with the numbers from 0 to below this, at most. */
    public static final int MAX = 100_000;

    private static final long FIRST_KEY = 10_000_000L;

    private Items() {}

    /** The primary key of an item. */
    public static long key(long number) {
        return FIRST_KEY + number;
    }

    /** The number of the item with this key. */
    public static int number(long key) {
        return (int) (key - FIRST_KEY);
    }
}
