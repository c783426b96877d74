package dev.muster.server;

/**
 * CDI event: this server acts again after it was fenced, as a new incarnation and possibly with another id.
 *
 * @param server this server as it is now
 */
public record ServerRegained(Server server) {}
