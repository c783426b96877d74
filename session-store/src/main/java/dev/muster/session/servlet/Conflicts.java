package dev.muster.session.servlet;

import dev.muster.session.ConflictResolver;
import dev.muster.session.codec.SessionMessage;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens to attributes that two servers changed at once: the last write wins, or the application decides. */
final class Conflicts {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    /** As a power of two, in milliseconds. */
    private static final int LONGEST_REST = 6;

    private final Supplier<Optional<ConflictResolver>> resolver;
    private final Runnable counter;

    /**
     * The conflicts of one application.
     *
     * @param resolver the application's, if it has one; asked at each conflict
     * @param counter runs at each conflict
     */
    Conflicts(Supplier<Optional<ConflictResolver>> resolver, Runnable counter) {
        this.resolver = resolver;
        this.counter = counter;
    }

    /**
     * Rests for a short random time, longer after each lost race: servers that try again at once could make one of them
     * lose for ever.
     */
    void giveWay(int lost) {
        long most = TimeUnit.MILLISECONDS.toNanos(1L << Math.min(lost, LONGEST_REST));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }

    /** The value that an attribute shall have; null if it shall be gone. */
    @Nullable Object resolve(String name, @Nullable Object mine, Supplier<@Nullable Object> theirs) {
        counter.run();
        Optional<ConflictResolver> own = resolver.get();
        if (own.isEmpty()) {
            return mine;
        }
        try {
            return own.get().resolve(name, mine, theirs.get());
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    SessionMessage.RESOLVER_FAILED.text(own.get().getClass().getName(), name, e),
                    e);
            return mine;
        }
    }
}
