package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other tests rely on: servers can be lost in every way and come back. */
class PayaraServerIT {

    @TempDir
    private Path directory;

    private final Browser browser = Browser.open();

    @Test
    void server_canBeFrozenKilledAndStartedAgain() throws Exception {
        var war = war("hello.war", "index.html", "hello");
        try (var server = PayaraServer.named("mortal").war(war).start()) {
            assertThat(hello(server)).isEqualTo("hello");

            server.pause();
            var impatient = HttpRequest.newBuilder(server.uri("/hello/index.html"));
            assertThatThrownBy(() -> browser.send(impatient, Duration.ofMillis(500)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(HttpTimeoutException.class);
            server.resume();
            assertThat(hello(server)).isEqualTo("hello");

            var pid = server.pid();
            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThat(ProcessHandle.of(pid)).isEmpty();

            server.restart();
            assertThat(hello(server)).isEqualTo("hello");
        }
    }

    @Test
    void refusedApplication_isToldWithTheReason() throws Exception {
        var war = war("broken.war", "WEB-INF/web.xml", "<web-app>");

        assertThatIllegalStateException()
                .isThrownBy(() -> PayaraServer.named("refusing").war(war).start())
                .withMessageContaining("refused an application")
                .withMessageContaining("Exception while deploying the app [broken]");
    }

    private String hello(PayaraServer server) {
        return browser.get(server.uri("/hello/index.html")).text();
    }

    private Path war(String name, String entry, String content) throws IOException {
        var file = directory.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
