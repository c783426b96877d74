package dev.muster.extension.lock;

import dev.muster.MusterException;
import dev.muster.extension.context.Incarnation;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Where it is decided which server has a lock. The threads of one server have excluded each other before, so whoever asks
 * for a lock that its own incarnation has may have it again. Thread-safe.
 */
public interface LockStore {

    /**
     * Takes the lock if no other live server has it.
     *
     * @param sinceLast how long ago it must have been taken last
     * @return the token of the new holder, higher than all before; empty if another has it, was faster, or it is too soon
     * @throws MusterException if the database fails; then the lock may have been taken
     */
    OptionalLong take(String name, Incarnation holder, Duration sinceLast);

    /**
     * Frees the lock if this holder has it.
     *
     * @throws MusterException if the database fails
     */
    void free(String name, Incarnation holder);
}
