package dev.muster.jpa;

import java.time.Duration;

/**
 * State of the link to one peer at the moment of asking. Immutable.
 *
 * @param peer the peer at the other end, or the address that is being tried
 * @param up whether the link is up; one link carries both directions
 * @param security how the link is protected, for example {@code TLS 1.3}; empty when the link is down
 * @param silence time since the last frame of this peer; zero when the link is down
 * @param queued evictions that wait to be written to this peer
 */
public record LinkStatus(Peer peer, boolean up, String security, Duration silence, int queued) {}
