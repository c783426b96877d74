package dev.muster.samples.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void whatIsTyped_becomesOneLine() {
        assertThat(Text.of("  a\r\n\tb \u202e", 40)).isEqualTo("a b");
        assertThat(Text.of(null, 40)).isEmpty();
    }

    @Test
    void longText_isCutBetweenCharacters() {
        assertThat(Text.of("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 2)).isEqualTo("\uD83D\uDE00\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lecture-42", "Räume", "a", "v1.2_final", "Analytical Engine"})
    void namesOfRooms_areAccepted(String name) {
        assertThat(Text.isRoomName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "a/b", "<b>", "a\nb", "a&b"})
    void otherNames_areRefused(String name) {
        assertThat(Text.isRoomName(name)).isFalse();
    }

    @Test
    void nameThatIsTooLong_isRefused() {
        assertThat(Text.isRoomName("x".repeat(Text.LONGEST_ROOM))).isTrue();
        assertThat(Text.isRoomName("x".repeat(Text.LONGEST_ROOM + 1))).isFalse();
    }
}
