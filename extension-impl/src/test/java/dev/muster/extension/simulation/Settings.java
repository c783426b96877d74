package dev.muster.extension.simulation;

import dev.muster.room.PlacementPolicy;
import java.time.Duration;

/**
 * What a run is like. Immutable.
 *
 * @param servers how many there are
 * @param rooms how many the built-in workload uses
 * @param lease of the servers
 * @param renewal of their leases
 * @param troubled how long faults are played, in virtual time
 * @param policy places rooms
 * @param losingCommits whether a failover forgets commits, which Muster does not stand
 */
public record Settings(
        int servers,
        int rooms,
        Duration lease,
        Duration renewal,
        Duration troubled,
        PlacementPolicy policy,
        boolean losingCommits) {}
