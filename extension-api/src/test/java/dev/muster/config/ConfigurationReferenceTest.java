package dev.muster.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md in step with the catalogue. */
class ConfigurationReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    @Test
    void reference_listsExactlyTheCatalogue() throws IOException {
        List<String> rows = Files.readAllLines(REFERENCE).stream()
                .filter(line -> line.startsWith("| `muster."))
                .toList();

        assertThat(rows)
                .as("replace the table in docs/configuration.md by:%n%s", String.join("\n", expected()))
                .isEqualTo(expected());
    }

    private static List<String> expected() {
        return Arrays.stream(Setting.values())
                .map(setting -> "| `%s` | %s | %s | %s | %s |"
                        .formatted(
                                setting.key(),
                                setting.type().expectation().replaceFirst(", for example.*", ""),
                                shown(setting.defaultValue(false)),
                                shown(setting.defaultValue(true)),
                                setting.description()))
                .toList();
    }

    private static String shown(String value) {
        return value == null ? "–" : "`" + value + "`";
    }
}
