package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MusterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void noArguments_showHowItIsUsed() {
        assertThat(run()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage:");
    }

    @Test
    void refusal_endsWithOneAndTheMessage() {
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("MUSTER-090")
                .contains("doctor", "Usage:");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void arguments_areUnderstoodInAnyOrder() {
        var request = Arguments.dropIn(
                List.of("--parts", "jpa, rooms", "a/shop.war", "--force", "--database", "java:app/jdbc/Shop"));

        assertThat(request)
                .isEqualTo(new DropInRequest(
                        Path.of("a/shop.war"),
                        Path.of("a/shop-cluster.war"),
                        "java:app/jdbc/Shop",
                        Set.of(Part.JPA, Part.ROOMS),
                        true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--database java:x",
                "shop.war",
                "shop.war --database",
                "shop.war --database --force",
                "shop.war --database jdbc:postgresql://db/shop",
                "shop.war --database java:x --parts all",
                "shop.war --database java:x --parts sessions,",
                "shop.war other.war --database java:x",
                "a/shop.war --database java:x --force -o a/./shop.war",
                "shop.war --database java:x --verbose"
            })
    void nonsense_isRefusedWithTheUsage(String line) {
        assertThatThrownBy(() -> Arguments.dropIn(Arrays.asList(line.split(" "))))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-090")
                .hasMessageContaining("Usage:");
    }

    @ParameterizedTest
    @EnumSource
    void everyMessage_hasAParagraph(CliMessage message) throws Exception {
        assertThat(Files.readString(Path.of("../docs/messages.md"))).contains("## " + message.code() + "\n");
    }

    private int run(String... arguments) {
        return Muster.run(List.of(arguments), new PrintStream(out, true), new PrintStream(err, true));
    }
}
