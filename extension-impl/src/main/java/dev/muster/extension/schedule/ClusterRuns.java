package dev.muster.extension.schedule;

import dev.muster.MusterException;
import dev.muster.extension.lock.LeasedLocks;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** A run is a lock that is not given again for a while. Thread-safe. */
public final class ClusterRuns implements Runs {

    private static final System.Logger LOG = System.getLogger("dev.muster.schedule");

    private final LeasedLocks locks;

    /** Runs under these locks, which nobody else uses. */
    public ClusterRuns(LeasedLocks locks) {
        this.locks = locks;
    }

    @Override
    public Optional<Runnable> begin(String name, Duration atMostEvery) {
        try {
            return locks.tryLock(name, atMostEvery).map(lock -> lock::close);
        } catch (MusterException e) {
            LOG.log(Level.WARNING, ScheduleMessage.SKIPPED.text(name, e.getMessage()));
            return Optional.empty();
        }
    }
}
