package dev.muster.server;

/**
 * CDI event: this server stopped acting because it can no longer prove its lease. Fired before anything else of Muster
 * runs on; observers must not act for the cluster until {@link ServerRegained}.
 *
 * @param server this server as it was
 * @param reason one sentence for the log
 */
public record ServerFenced(Server server, String reason) {}
