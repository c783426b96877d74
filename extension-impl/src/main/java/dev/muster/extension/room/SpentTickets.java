package dev.muster.extension.room;

import dev.muster.extension.room.Ticket.Nonce;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Remembers which tickets were taken, each until it has expired anyway. Memory of this server is enough, since a ticket
 * is good for one incarnation of one server. Thread-safe.
 */
final class SpentTickets {

    private final Set<Nonce> spent = new HashSet<>();
    private final PriorityQueue<Ticket> byExpiry = new PriorityQueue<>(Comparator.comparingLong(Ticket::expiresAt));

    /** Whether the ticket was not spent before; it is from now on. */
    synchronized boolean spend(Ticket ticket, long now) {
        for (Ticket oldest = byExpiry.peek(); oldest != null && oldest.expiresAt() <= now; oldest = byExpiry.peek()) {
            byExpiry.remove();
            spent.remove(oldest.nonce());
        }
        return spent.add(ticket.nonce()) && byExpiry.add(ticket);
    }

    synchronized int size() {
        return spent.size();
    }
}
