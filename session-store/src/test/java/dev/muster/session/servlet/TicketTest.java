package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTest {

    private static final String ID = "0123456789-Az_z0";

    @ParameterizedTest
    @ValueSource(strings = {ID, ID + ".", ID + ".node1", ID + ".node1~7"})
    void valueWithoutVersion_hasVersionZero(String value) {
        assertThat(Ticket.parse(value)).isEqualTo(new Ticket(ID, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {ID + "~42", ID + "~42.", ID + "~42.node1", ID + "~00000000000000042.a~1.b"})
    void versionAfterTheId_isRead(String value) {
        assertThat(Ticket.parse(value)).isEqualTo(new Ticket(ID, 42));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ".",
                "0123456789abcde",
                "0123456789abcde.node1",
                ID + "!",
                ID + "~",
                ID + "~.node1",
                ID + "~x",
                ID + "~-1",
                ID + "~1x",
                ID + "~1234567890123456789",
                ID + "\u0661",
            })
    void somethingElse_isNoTicket(String value) {
        assertThat(Ticket.parse(value)).isNull();
    }

    @Test
    void idOfMoreThan128Characters_isNoTicket() {
        assertThat(Ticket.parse("a".repeat(128))).isNotNull();
        assertThat(Ticket.parse("a".repeat(129))).isNull();
    }
}
