package dev.muster.jpa.management;

import dev.muster.jpa.LinkStatus;
import java.util.concurrent.TimeUnit;

/** The link to one peer as JMX tools see it. Immutable. */
public final class PeerView {

    private final LinkStatus status;

    PeerView(LinkStatus status) {
        this.status = status;
    }

    /** Name and address of the peer. */
    public String getPeer() {
        return status.peer().toString();
    }

    /** Whether the link is up. */
    public boolean isUp() {
        return status.up();
    }

    /** How it is protected. */
    public String getSecurity() {
        return status.security();
    }

    /** Milliseconds since the peer was heard. */
    public long getSilenceMillis() {
        return status.silence().toMillis();
    }

    /** Milliseconds for which the peer may have done what was not heard here. */
    public long getLagMillis() {
        return status.asOf().toMillis();
    }

    /** Duration of the last answered heartbeat, in microseconds. */
    public long getRoundTripMicros() {
        return TimeUnit.NANOSECONDS.toMicros(status.roundTrip().toNanos());
    }

    /** Commits of this server that the peer has not said to have followed. */
    public long getLagCommits() {
        return status.lag();
    }

    /** Evictions that wait to be written. */
    public int getQueued() {
        return status.queued();
    }

    /** Bytes written on this link. */
    public long getBytesSent() {
        return status.counters().bytesSent();
    }

    /** Bytes read on this link. */
    public long getBytesReceived() {
        return status.counters().bytesReceived();
    }

    /** Commits that were told again on this link. */
    public long getReplayed() {
        return status.counters().replayed();
    }

    /** How often the peer took too little on this link. */
    public long getOverflows() {
        return status.counters().overflows();
    }
}
