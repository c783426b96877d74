package dev.muster.extension.registry;

import dev.muster.server.Server;

/**
 * A slot that now is ours.
 *
 * @param self this server, as the database has it
 * @param asOf the monotonic clock, in nanoseconds, before the database was asked
 * @param idFloor ids may have been given by earlier holders for times before this one, in epoch milliseconds
 * @param renewal what the database said beside
 */
record Claimed(Server self, long asOf, long idFloor, Renewal renewal) {}
