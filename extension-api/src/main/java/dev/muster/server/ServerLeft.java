package dev.muster.server;

/**
 * CDI event: another server left the cluster.
 *
 * @param server the server as it was last seen
 * @param orderly true if it said goodbye, false if its lease ran out
 */
public record ServerLeft(Server server, boolean orderly) {}
