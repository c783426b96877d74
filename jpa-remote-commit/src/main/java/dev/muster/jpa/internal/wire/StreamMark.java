package dev.muster.jpa.internal.wire;

/**
 * How far a stream has got.
 *
 * @param stream number of the stream, given by the sender
 * @param sequence sequence of the last commit
 */
public record StreamMark(int stream, long sequence) {}
