package dev.muster.extension.simulation;

/** What an application does on each server. */
@FunctionalInterface
public interface Workload {

    /** A server was started, for the first time or again, and has its place in the cluster. */
    void started(SimulatedServer server);
}
