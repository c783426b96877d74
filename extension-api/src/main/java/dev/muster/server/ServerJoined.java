package dev.muster.server;

/**
 * CDI event: another server of the cluster was seen for the first time in this incarnation.
 *
 * @param server the server that joined
 */
public record ServerJoined(Server server) {}
