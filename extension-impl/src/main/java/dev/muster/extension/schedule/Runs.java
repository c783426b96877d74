package dev.muster.extension.schedule;

import java.time.Duration;
import java.util.Optional;

/** Says which calls of a scheduled method run. Thread-safe. */
public interface Runs {

    /** A server that is alone runs everything. */
    Runs ALL = (name, atMostEvery) -> Optional.of(() -> {});

    /**
     * Begins a run, if this call is the one that runs.
     *
     * @return what ends the run
     */
    Optional<Runnable> begin(String name, Duration atMostEvery);
}
