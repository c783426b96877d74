package dev.muster.extension.infinispan;

import dev.muster.Message;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one cache running: starts it, tries again after growing pauses where that fails, and starts another where one is
 * lost. The first failure of a series is logged, and each success. Starts on the timer's thread; all else is thread-safe.
 */
final class CacheKeeper {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    private final Callable<? extends SharedTexts> starter;
    private final Consumer<SharedTexts> started;
    private final Timer timer;
    private final Pauses pauses;
    private final Message down;
    private volatile @Nullable SharedTexts current;
    private volatile @Nullable String failure = "is starting";
    private boolean failing;
    private boolean closed;

    /** @param started is told of each one that works, on the timer's thread */
    CacheKeeper(
            Callable<? extends SharedTexts> starter,
            Consumer<SharedTexts> started,
            Timer timer,
            Pauses pauses,
            Message down) {
        this.starter = starter;
        this.started = started;
        this.timer = timer;
        this.pauses = pauses;
        this.down = down;
    }

    void begin() {
        timer.soon(this::attempt);
    }

    /** The one that works, if one does. */
    Optional<SharedTexts> current() {
        return Optional.ofNullable(current);
    }

    /** Why none works, if none does and none did since the last try. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Ends this one, if it is still the current one, and starts another. */
    void replace(SharedTexts old) {
        if (drop(old)) {
            timer.soon(() -> {
                old.close();
                attempt();
            });
        }
    }

    /** As {@link #replace}, because it failed. */
    void lost(SharedTexts old, Throwable cause) {
        if (current == old) {
            report("failed", cause);
            replace(old);
        }
    }

    /** Nothing is started from now on. */
    void close() {
        SharedTexts last;
        synchronized (this) {
            closed = true;
            failure = "is closed";
            last = current;
            current = null;
        }
        if (last != null) {
            last.close();
        }
    }

    /** Infinispan may be missing from the application: then its classes cannot be linked. */
    private void attempt() {
        if (isClosed()) {
            return;
        }
        SharedTexts texts;
        try {
            texts = starter.call();
        } catch (Exception | LinkageError e) {
            report("did not start", e);
            timer.after(pauses.next(), this::attempt);
            return;
        }
        if (keep(texts)) {
            started.accept(texts);
        } else {
            texts.close();
        }
    }

    private synchronized boolean keep(SharedTexts texts) {
        if (closed) {
            return false;
        }
        current = texts;
        failure = null;
        failing = false;
        pauses.reset();
        return true;
    }

    private synchronized boolean drop(SharedTexts old) {
        if (closed || current != old) {
            return false;
        }
        current = null;
        return true;
    }

    private synchronized void report(String how, Throwable cause) {
        if (closed) {
            return;
        }
        Throwable root = root(cause);
        failure = how + ": " + root;
        LOG.log(failing ? Level.DEBUG : Level.WARNING, down.text(how, root), cause);
        failing = true;
    }

    /** Infinispan wraps what an administrator needs to know. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
