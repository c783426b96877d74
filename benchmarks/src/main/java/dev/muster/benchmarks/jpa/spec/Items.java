package dev.muster.benchmarks.jpa.spec;

/**
 * The keys of the items: numbers of eight digits as an application has them after a few years, not next to each other, so
 * that nothing can be saved by writing down their distances only.
 */
public final class Items {

    /** There are items with the numbers from 0 to below this, at most. */
    public static final int MAX = 100_000;

    private static final long FIRST_KEY = 10_000_000L;
    private static final long PRIME = 89_999_999L;
    private static final long FACTOR = 49_979_687L;
    private static final long INVERSE = 54_559_164L;

    private Items() {}

    /** The primary key of an item. */
    public static long key(long number) {
        return FIRST_KEY + number * FACTOR % PRIME;
    }

    /** The primary key of the item whose number an expression of SQL gives. */
    public static String keyInSql(String number) {
        return FIRST_KEY + " + " + number + "::bigint * " + FACTOR + " % " + PRIME;
    }

    /** The number of the item with this key. */
    public static int number(long key) {
        return (int) ((key - FIRST_KEY) * INVERSE % PRIME);
    }
}
