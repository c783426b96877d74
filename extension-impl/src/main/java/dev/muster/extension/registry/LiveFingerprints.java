package dev.muster.extension.registry;

import dev.muster.MusterException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Accepts the certificates of live servers. One that is unknown may be of a server that joined a moment ago: then the
 * registry is read again, but not more than twice a second, whoever knocks. Thread-safe.
 */
public final class LiveFingerprints implements Predicate<String> {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final Registry registry;
    private final LongSupplier ticker;
    private final AtomicLong nextRead;

    /** Asks this registry; the ticker is a monotonic clock in nanoseconds. */
    public LiveFingerprints(Registry registry, LongSupplier ticker) {
        this.registry = registry;
        this.ticker = ticker;
        this.nextRead = new AtomicLong(ticker.getAsLong());
    }

    @Override
    public boolean test(String fingerprint) {
        return isLive(fingerprint) || (refresh() && isLive(fingerprint));
    }

    private boolean isLive(String fingerprint) {
        return registry.members().stream()
                .anyMatch(member -> member.fingerprint().equals(fingerprint));
    }

    private boolean refresh() {
        long now = ticker.getAsLong();
        long next = nextRead.get();
        if (now - next < 0 || !nextRead.compareAndSet(next, now + PAUSE_NANOS)) {
            return false;
        }
        try {
            registry.refresh();
            return true;
        } catch (MusterException e) {
            LOG.log(Level.DEBUG, "an unknown certificate is refused while the database is away", e);
            return false;
        }
    }
}
