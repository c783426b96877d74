package dev.muster.session.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.session.StoredAttribute;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final StoredAttribute NAME = new StoredAttribute("näme", "java", new byte[] {1, 2, 3});
    private static final StoredAttribute EMPTY = new StoredAttribute("", "x", new byte[0]);
    private static final StoredAttribute APART = new StoredAttribute("large", "java", new byte[] {4}).keptApart();

    @Test
    void packed_isUnpackedAsItWas() throws IOException {
        assertThat(Envelope.unpack(Envelope.pack(List.of(NAME, EMPTY))).within().values())
                .containsExactlyInAnyOrder(NAME, EMPTY);
    }

    @Test
    void keptApart_isOnlyNamed() throws IOException {
        StoredAttribute large = new StoredAttribute("large", "java", new byte[100_000]).keptApart();

        byte[] payload = Envelope.pack(List.of(large, EMPTY));

        assertThat(payload).hasSizeLessThan(150);
        Envelope envelope = Envelope.unpack(payload);
        assertThat(envelope.within()).containsOnlyKeys("");
        assertThat(envelope.apart()).containsExactly(new Envelope.Reference("large", "java", large.digest()));
        assertThat(Envelope.resolve(envelope.apart().get(0), large.bytes())).isEqualTo(large);
        assertThat(Envelope.resolve(envelope.apart().get(0), new byte[99_999])).isNull();
    }

    @Test
    void truncated_isRefusedAtEveryLength() {
        byte[] whole = Envelope.pack(List.of(NAME, EMPTY, APART));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Envelope.unpack(part)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void unknownFormat_isNamed() {
        assertThatThrownBy(() -> Envelope.unpack(new byte[] {9}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("9");
    }

    /** Whatever the bytes are: an answer or an IOException, and no memory exhausted. */
    @Test
    void mutatedPayloads_neverDoHarm() {
        Random random = new Random(42);
        byte[] whole = Envelope.pack(List.of(NAME, EMPTY, APART));
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = whole.clone();
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            try {
                Envelope.unpack(mutated);
            } catch (IOException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }
}
