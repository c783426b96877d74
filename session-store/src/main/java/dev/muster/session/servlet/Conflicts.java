package dev.muster.session.servlet;

import dev.muster.session.ConflictResolver;
import dev.muster.session.codec.SessionMessage;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens to attributes that two servers changed at once: the last write wins, or the application decides. */
final class Conflicts {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

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
