package dev.muster.session.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionKeysTest {

    private static final String SECRET = "c2VzYW1lc2VzYW1lc2VzYW1lc2VzYW1lc2VzYW1lMTI=";

    @TempDir
    private Path folder;

    @Test
    void first_encrypts() {
        EncryptionKeys keys = EncryptionKeys.parse("new:" + SECRET + ", old:" + SECRET);

        assertThat(keys.writes()).contains("new");
        assertThat(keys.find("old")).isPresent();
        assertThat(keys.readsPlain()).isFalse();
    }

    @Test
    void file_hasOnePerLine() throws Exception {
        Path file = Files.writeString(folder.resolve("keys"), "new:" + SECRET + "\nold:" + SECRET + "\nplain\n");

        EncryptionKeys keys = EncryptionKeys.parse("file:" + file);

        assertThat(keys.writes()).contains("new");
        assertThat(keys.find("old")).isPresent();
        assertThat(keys.readsPlain()).isTrue();
    }

    @Test
    void plainFirst_writesUnencrypted() {
        assertThat(EncryptionKeys.parse("plain,one:" + SECRET).writes()).isEmpty();
    }

    @Test
    void wrongKeys_areNamedAndNotShown() {
        Map<String, String> wrong = Map.of(
                "plain",
                "no key",
                "one:c2VzYW1l",
                "'one' has 6 bytes",
                "one:not*base64*at*all",
                "'one' is not Base64",
                SECRET,
                "entry 1 does not start with an id",
                "one:" + SECRET + ",one:" + SECRET,
                "'one' is there twice",
                "one:" + SECRET + ",two " + SECRET,
                "entry 2 does not start with an id",
                "file:/does/not/exist",
                "/does/not/exist");
        wrong.forEach((value, reason) -> assertThatThrownBy(() -> EncryptionKeys.parse(value))
                .hasMessageContainingAll("MUSTER-076", "muster.session.encryption-keys", reason)
                .hasMessageNotContainingAny("c2Vz", "sesame"));
    }

    @Test
    void settings_maskTheKeys() {
        Settings settings = Settings.ofMap(Map.of("muster.session.encryption-keys", "one:" + SECRET));

        assertThat(settings.toString())
                .contains("muster.session.encryption-keys=***")
                .doesNotContain(SECRET);
        for (String misspelt : List.of("muster.session.encryption-key", "muster.session.encrypt")) {
            assertThatThrownBy(() -> Settings.ofMap(Map.of(misspelt, "one:" + SECRET)))
                    .hasMessageContaining(misspelt)
                    .hasMessageNotContaining(SECRET);
        }
        assertThat(EncryptionKeys.parse("one:" + SECRET).toString())
                .contains("one")
                .doesNotContain("c2Vz");
    }
}
