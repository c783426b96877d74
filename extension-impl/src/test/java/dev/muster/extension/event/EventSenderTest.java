package dev.muster.extension.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.event.ClusterEventCodec;
import dev.muster.event.Clustered;
import dev.muster.extension.event.TestApplication.Note;
import dev.muster.extension.event.TestApplication.NoteCodec;
import dev.muster.extension.room.FakeIdentity;
import jakarta.enterprise.inject.literal.NamedLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be sent and what not. */
class EventSenderTest {

    private final List<String> sent = new ArrayList<>();
    private final EventSender sender = new EventSender(
            new FakeIdentity(1, 1),
            1,
            new Codecs(List.of(new NoteCodec())),
            (origin, serverId, event) -> sent.add(event.type()));

    @Test
    void eventOfAnotherServer_isNotSentOn() {
        sender.send(new Note("a"), Set.of(Clustered.Literal.INSTANCE, Arrived.Literal.INSTANCE));
        assertThat(sent).isEmpty();

        sender.send(new Note("a"), Set.of(Clustered.Literal.INSTANCE));
        assertThat(sent).containsExactly("note");
    }

    @Test
    void classWithoutACodec_isRefused() {
        assertThatThrownBy(() -> send("text")).hasMessageStartingWith("MUSTER-154 java.lang.String");
    }

    @Test
    void largeEvent_isRefusedWithItsSize() {
        send(new Note("x".repeat(65_536)));
        assertThatThrownBy(() -> send(new Note("x".repeat(65_537))))
                .hasMessageStartingWith("MUSTER-155")
                .hasMessageContaining("it has 65537 bytes");
        assertThat(sent).hasSize(1);
    }

    @Test
    void furtherQualifiers_areRefused() {
        assertThatThrownBy(() ->
                        sender.send(new Note("a"), Set.of(Clustered.Literal.INSTANCE, NamedLiteral.of("important"))))
                .hasMessageStartingWith("MUSTER-155")
                .hasMessageContaining("important");
        assertThat(sender.refusedAsync(new Note("a"))).hasMessageContaining("fireAsync");
        assertThat(sent).isEmpty();
    }

    @Test
    void codecThatFails_isSaid() {
        EventSender broken =
                new EventSender(new FakeIdentity(1, 1), 1, new Codecs(List.of(new Broken("broken"))), EventStore.NONE);

        assertThatThrownBy(() -> broken.send(1, Set.of(Clustered.Literal.INSTANCE)))
                .hasMessageStartingWith("MUSTER-155 the @Clustered event java.lang.Integer")
                .hasMessageContaining("on purpose");
    }

    @Test
    void codecsThatCannotBeToldApart_areRefused() {
        assertThatThrownBy(() -> new Codecs(List.of(new NoteCodec(), new NoteCodec())))
                .hasMessageStartingWith("MUSTER-156")
                .hasMessageContaining("type " + Note.class.getName());
        assertThatThrownBy(() -> new Codecs(List.of(new NoteCodec(), new Broken("note"))))
                .hasMessageStartingWith("MUSTER-156")
                .hasMessageContaining("name 'note'");
        assertThatThrownBy(() -> new Codecs(List.of(new Broken(" ")))).hasMessageStartingWith("MUSTER-156");
    }

    @Test
    void classThatIsFired_needsACodecOfItOrASubclass() {
        Codecs codecs = new Codecs(List.of(new NoteCodec()));
        codecs.requireAnyFor(Note.class);
        codecs.requireAnyFor(Record.class);
        assertThatThrownBy(() -> codecs.requireAnyFor(String.class)).hasMessageStartingWith("MUSTER-154");
    }

    private void send(Object event) {
        sender.send(event, Set.of(Clustered.Literal.INSTANCE));
    }

    private record Broken(String name) implements ClusterEventCodec<Integer> {

        @Override
        public Class<Integer> type() {
            return Integer.class;
        }

        @Override
        public byte[] encode(Integer event) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public Integer decode(byte[] bytes) {
            return bytes.length;
        }
    }
}
