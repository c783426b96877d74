package dev.muster.extension.infinispan;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A started cache of texts that all servers share. Thread-safe; whoever started it closes it. */
interface SharedTexts extends AutoCloseable {

    /** Where it is, for the log and for the other servers. */
    String address();

    /** The incarnations of the servers that it reaches, this one included; empty if it knows nobody. */
    Set<Long> members();

    @Nullable String get(String key);

    CompletionStage<?> put(String key, String value);

    /** Throws if it does not work, where that can be found out. */
    default void probe() {}

    /** Whether it is better to do without, and to start another, once an operation has failed. */
    default boolean isLostByFailure() {
        return false;
    }

    /** Leaves the others; does not throw. */
    @Override
    void close();
}
