package dev.muster.event;

/**
 * CDI event, on this server only: it could not read {@link Clustered} events before they were deleted, because it was
 * paused or without the database for more than a minute. Whoever keeps something current by such events starts anew.
 *
 * @param count how many
 */
public record ClusterEventsMissed(long count) {}
