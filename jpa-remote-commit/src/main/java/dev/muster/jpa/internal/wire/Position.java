package dev.muster.jpa.internal.wire;

/**
 * How far a stream of the other side has been followed.
 *
 * @param unit name of the persistence unit
 * @param sequence sequence of the last commit that was followed
 */
public record Position(String unit, long sequence) {}
