package dev.muster.extension.registry;

/**
 * What a renewed lease brings.
 *
 * @param snapshot all servers
 * @param idHighWater ids may be given for times before this one, in epoch milliseconds
 */
record Renewal(Snapshot snapshot, long idHighWater) {}
