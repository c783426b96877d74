package dev.muster.jpa;

import java.time.Duration;

/**
 * State of the link to one peer at the moment of asking. Immutable.
 *
 * @param peer the peer at the other end, or the address that is being tried
 * @param up whether the link is up; one link carries both directions
 * @param security how the link is protected, for example {@code TLS 1.3}; empty when the link is down
 * @param silence time since the last frame of this peer; zero when the link is down
 * @param asOf time since the oldest moment at which something may have happened at this peer that has not been heard here
 * @param roundTrip duration of the last heartbeat that the peer answered; zero before the first
 * @param queued evictions that wait to be written to this peer
 * @param lag commits of this server that the peer has not said to have followed
 * @param counters what the link has carried so far
 */
public record LinkStatus(
        Peer peer,
        boolean up,
        String security,
        Duration silence,
        Duration asOf,
        Duration roundTrip,
        int queued,
        long lag,
        Counters counters) {

    /** The state of one to whom no link is up. */
    public static LinkStatus down(Peer peer) {
        return new LinkStatus(
                peer, false, "", Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, new Counters(0, 0, 0, 0));
    }

    /**
     * Sums since the link came up.
     *
     * @param bytesSent bytes written to it, after encryption
     * @param bytesReceived bytes read from it, before decryption
     * @param replayed commits that were sent again because an earlier link was cut
     * @param overflows how often the peer took too little, and was told to empty its caches instead
     */
    public record Counters(long bytesSent, long bytesReceived, long replayed, long overflows) {}
}
