package dev.muster.session.codec;

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

    @Test
    void packed_isUnpackedAsItWas() throws IOException {
        assertThat(Envelope.unpack(Envelope.pack(List.of(NAME, EMPTY))).values())
                .containsExactlyInAnyOrder(NAME, EMPTY);
    }

    @Test
    void truncated_isRefusedAtEveryLength() {
        byte[] whole = Envelope.pack(List.of(NAME, EMPTY));
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
        byte[] whole = Envelope.pack(List.of(NAME, EMPTY));
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
