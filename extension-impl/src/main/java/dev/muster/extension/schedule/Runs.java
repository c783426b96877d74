package dev.muster.extension.schedule;

import dev.muster.MusterException;
import dev.muster.extension.lock.LeasedLocks;
import java.time.Duration;
import java.util.Optional;

/** Says which calls of a scheduled method run. Thread-safe. */
public interface Runs {

    /** A server that is alone runs everything. */
    Runs ALL = (name, atMostEvery) -> Optional.of(() -> {});

    /** A run is a lock that is not given again for a while; nobody else uses these locks. */
    static Runs under(LeasedLocks locks) {
        return (name, atMostEvery) -> locks.tryLock(name, atMostEvery).map(lock -> lock::close);
    }

    /**
     * Begins a run, if this call is the one that runs.
     *
     * @return what ends the run
     * @throws MusterException if nobody can know
     */
    Optional<Runnable> begin(String name, Duration atMostEvery);
}
