package dev.muster.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/**
 * Everything that has to be gone in the end. Thread-safe: it may be closed, by a signal, while something is being opened;
 * then it waits for that, and nothing is opened afterwards.
 */
final class Leftovers implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /** Opens something and remembers it. */
    synchronized <T extends AutoCloseable> T open(Callable<T> opening) throws Exception {
        if (closed) {
            throw new IllegalStateException("The demonstration is being stopped");
        }
        var fresh = opening.call();
        opened.push(fresh);
        return fresh;
    }

    /** Closes everything, the latest first; closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "Something of the demonstration could not be removed", e);
        }
    }
}
