package dev.muster.samples.rooms;

/**
 * Something that everybody on every server is to know.
 *
 * @param text what
 * @param server name of the server on which it was said
 */
public record Announcement(String text, String server) {}
