package dev.muster.jpa.internal.commit;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one persistence unit, as remote commits see them: evicts from them, closes the gap that loads leave, and
 * knows until when they may be served from.
 *
 * <p><b>The reader race.</b> A load reads the old state, the commit of a peer evicts, then the load puts the old state
 * into the cache. So every eviction is remembered before it is carried out, and a load that ends carries out again what
 * came after it began: a second eviction, as soon as it can help. Loads are not registered anywhere; each holds its
 * place in the chain of evictions, and what no load can need any more is garbage.
 *
 * <p><b>Freshness.</b> A cache may be served from until {@link #serveUntil}, which is moved on as long as all peers are
 * heard. Thread-safe.
 */
public final class CacheGuard {

    /** No limit: nobody else changes the database. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** Above this weight the chain starts anew, and loads that go back further empty the cache instead. */
    static final int MAX_WEIGHT = 100_000;

    private final CacheEvictor evictor;
    private final LongSupplier ticker;
    private volatile Link last = new Link(null, 0);
    private int weight;
    private volatile long serveUntil = FOREVER;

    /** With the JVM's monotonic clock. */
    public CacheGuard(CacheEvictor evictor) {
        this(evictor, System::nanoTime);
    }

    /** With this monotonic clock, in nanoseconds. */
    public CacheGuard(CacheEvictor evictor, LongSupplier ticker) {
        this.evictor = evictor;
        this.ticker = ticker;
    }

    /**
     * Whether the cache is known to be fresh enough to serve from; if not, whoever asks reads the database instead. To be
     * asked at each hit: costs a read of the monotonic clock.
     */
    public boolean mayServe() {
        long until = serveUntil;
        return until == FOREVER || ticker.getAsLong() - until < 0;
    }

    /** The cache may be served from until then, on the clock of {@link System#nanoTime}. */
    public void serveUntil(long nanos) {
        serveUntil = nanos;
    }

    /** Something that reads the database now may put what it has read into the cache. To be called before it reads. */
    public Load begin() {
        return new Load(last);
    }

    /** Evicts, and has all loads that are under way evict it again. */
    public void apply(Eviction eviction) {
        remember(eviction);
        eviction.applyTo(evictor);
    }

    private synchronized void remember(Eviction eviction) {
        weight += eviction.weight();
        if (weight <= MAX_WEIGHT) {
            Link next = new Link(eviction, last.number + 1);
            last.next = next;
            last = next;
        } else {
            weight = 0;
            Link old = last;
            last = new Link(null, old.number + 1);
            old.next = new Link(Eviction.EVERYTHING, last.number);
        }
    }

    /** A load or a transaction that may put old states into the cache. Not thread-safe; to be settled on every way out. */
    public final class Load {

        private final Link from;

        private Load(Link from) {
            this.from = from;
        }

        /** How many evictions came since the load began: what {@link #settle} would do again. */
        public long span() {
            return last.number - from.number;
        }

        /**
         * Evicts again what was evicted since the load began. To be called after it has put its last state into the
         * cache; may be called in between, to shorten the time for which others can see an old state.
         */
        public void settle() {
            for (@Nullable Link link = from.next; link != null; link = link.next) {
                if (link.eviction != null) {
                    link.eviction.applyTo(evictor);
                }
            }
        }
    }

    private static final class Link {

        private final @Nullable Eviction eviction;
        private final long number;
        private volatile @Nullable Link next;

        Link(@Nullable Eviction eviction, long number) {
            this.eviction = eviction;
            this.number = number;
        }
    }
}
