package dev.muster.extension.event;

import dev.muster.Message;

/** What clustered events can have to say. */
public enum EventMessage implements Message {
    /** A class of events without a codec. */
    NO_CODEC(
            "MUSTER-154",
            "%s is used as a @Clustered event, but no bean of the type ClusterEventCodec has it as its type(). Write one:"
                    + " events travel as bytes that the application makes, not as serialized objects."),
    /** An event that cannot travel. */
    REFUSED("MUSTER-155", "the @Clustered event %s is not fired: %s."),
    /** A codec that cannot be used. */
    BAD_CODEC("MUSTER-156", "%s cannot be used as a ClusterEventCodec: %s."),
    /** An event that arrived and cannot be read. */
    PASSED_OVER(
            "MUSTER-157", "the @Clustered event '%s' (number %d, from server %d) is passed over on this server: %s."),
    /** Events that came and went. */
    MISSED(
            "MUSTER-158",
            "%d @Clustered events were deleted before this server could read them, because it was paused or without the"
                    + " database for more than a minute. Observers of ClusterEventsMissed are told."),
    /** The database does not answer. */
    UNREADABLE("MUSTER-159", "@Clustered events cannot be read (%s). It is tried again until it works.");

    private final String code;
    private final String pattern;

    EventMessage(String code, String pattern) {
        this.code = code;
        this.pattern = pattern;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String pattern() {
        return pattern;
    }
}
