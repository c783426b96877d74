package dev.muster.extension.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.room.Ticket.Nonce;
import org.junit.jupiter.api.Test;

class SpentTicketsTest {

    private final SpentTickets spent = new SpentTickets();

    @Test
    void ticket_isSpentOnce() {
        assertThat(spent.spend(ticket(1, 100), 50)).isTrue();
        assertThat(spent.spend(ticket(1, 100), 60)).isFalse();
        assertThat(spent.spend(ticket(2, 100), 60)).isTrue();
    }

    @Test
    void expiredTickets_areForgotten() {
        for (int i = 0; i < 1000; i++) {
            spent.spend(ticket(i, i + 10), i);
        }

        assertThat(spent.size()).isEqualTo(10);
    }

    private static Ticket ticket(long nonce, long expiresAt) {
        return new Ticket("ada", "a", 1, 1, 1, expiresAt, new Nonce(0, nonce));
    }
}
