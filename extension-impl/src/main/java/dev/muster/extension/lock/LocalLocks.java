package dev.muster.extension.lock;

import dev.muster.extension.context.Incarnation;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** A server that is alone has no rival. Tokens begin with the time of its start, so that they rise across restarts. */
public final class LocalLocks implements LockStore {

    private final AtomicLong lastToken;

    /** Begins with this time in epoch milliseconds. */
    public LocalLocks(long startMillis) {
        this.lastToken = new AtomicLong(startMillis);
    }

    @Override
    public OptionalLong take(String name, Incarnation holder, Duration sinceLast) {
        return OptionalLong.of(lastToken.incrementAndGet());
    }

    @Override
    public void free(String name, Incarnation holder) {
        // Nobody else waits for it.
    }
}
