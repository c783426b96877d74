package dev.muster.extension.event;

/**
 * An event in the database. Immutable, but for the bytes.
 *
 * @param sequence one more than the event before it
 * @param origin first incarnation of the process that fired it
 * @param serverId of the server that fired it
 * @param type name of the codec
 * @param payload as the codec made it
 */
record StoredEvent(long sequence, long origin, int serverId, String type, byte[] payload) {}
