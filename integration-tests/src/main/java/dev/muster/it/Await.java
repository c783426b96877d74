package dev.muster.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until something is so, by asking again and again for a bounded time. Stateless. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** Waits until the condition holds; an {@link AssertionError} names {@code what} when it did not in time. */
    public static void until(String what, Duration limit, Callable<Boolean> condition) {
        value(what, limit, condition, holds -> holds);
    }

    /**
     * The first value that is wanted.
     *
     * <p>An exception of {@code source} counts as "not yet"; the last one is the cause of the {@link AssertionError}
     * thrown when the time is up, whose text carries the last value seen.
     */
    public static <T> T value(String what, Duration limit, Callable<T> source, Predicate<? super T> wanted) {
        var last = poll(limit, source, wanted);
        return last.value()
                .filter(wanted)
                .orElseThrow(() -> new AssertionError(
                        "Not within " + limit + ": " + what + "; last seen: " + last,
                        last.failure().orElse(null)));
    }

    /** The first value that is wanted, or the last one seen when the time was up. */
    static <T> T orLast(Duration limit, Supplier<T> source, Predicate<? super T> wanted) {
        var last = poll(limit, source::get, wanted);
        return last.value()
                .orElseThrow(() -> new IllegalStateException(last.failure().orElseThrow()));
    }

    private static <T> Attempt<T> poll(Duration limit, Callable<T> source, Predicate<? super T> wanted) {
        var start = System.nanoTime();
        var attempt = attempt(source);
        while (attempt.value().filter(wanted).isEmpty()
                && System.nanoTime() - start < limit.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            attempt = attempt(source);
        }
        return attempt;
    }

    private static <T> Attempt<T> attempt(Callable<T> source) {
        try {
            return new Attempt<>(Optional.of(source.call()), Optional.empty());
        } catch (Exception e) {
            return new Attempt<>(Optional.empty(), Optional.of(e));
        }
    }

    private record Attempt<T>(Optional<T> value, Optional<Exception> failure) {

        @Override
        public String toString() {
            return failure.map(Exception::toString)
                    .orElseGet(() -> value.map(Object::toString).orElse(""));
        }
    }
}
