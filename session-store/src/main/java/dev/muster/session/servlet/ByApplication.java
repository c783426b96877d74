package dev.muster.session.servlet;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing per application, for callers that are handed neither a request nor a context: found by the class loader of
 * the calling thread. Several applications share this class if it is in a library of their EAR. Thread-safe.
 */
final class ByApplication<T> {

    private final ConcurrentHashMap<ClassLoader, T> known = new ConcurrentHashMap<>();

    void put(ClassLoader application, T thing) {
        known.put(application, thing);
    }

    void remove(ClassLoader application) {
        known.remove(application);
    }

    Optional<T> of(ClassLoader application) {
        return Optional.ofNullable(known.get(application));
    }

    Optional<T> ofThread() {
        @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        while (loader != null && !known.containsKey(loader)) {
            loader = loader.getParent();
        }
        return loader == null ? Optional.empty() : of(loader);
    }
}
