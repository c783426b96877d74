package dev.muster.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.wire.ByteWriter;
import dev.muster.jpa.internal.wire.FrameEncoder;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.Position;
import dev.muster.jpa.internal.wire.StreamMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that reads bytes from the network, under the coverage-guided fuzzer Jazzer: two at once, each in a JVM of its
 * own, for 15 seconds; {@code -Dmuster.fuzz.seconds=300} takes five minutes. The seed is in the fuzzer's output.
 */
class FuzzIT {

    private static final int SECONDS = Integer.getInteger("muster.fuzz.seconds", 15);

    private static final String LOG = "fuzz.log";

    @TempDir
    private Path directory;

    @Test
    void parsers_surviveWhateverTheFuzzersMakeUp() throws IOException, InterruptedException {
        assumeTrue(
                System.getProperty("os.name").startsWith("Linux")
                        || System.getProperty("os.name").startsWith("Mac"),
                "Jazzer's native part is there for Linux and macOS");
        Process frames = fuzz("dev.muster.jpa.internal.wire.FrameFuzz");
        Process handshakes = fuzz("dev.muster.jpa.internal.link.HandshakeFuzz");
        try {
            assertSurvived(frames, "FrameFuzz");
            assertSurvived(handshakes, "HandshakeFuzz");
        } finally {
            frames.destroyForcibly();
            handshakes.destroyForcibly();
        }
    }

    private Process fuzz(String target) throws IOException {
        Path home = Files.createDirectory(directory.resolve(target.substring(target.lastIndexOf('.') + 1)));
        writeSeeds(Files.createDirectory(home.resolve("corpus")));
        return new ProcessBuilder(command(target))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(LOG).toFile())
                .start();
    }

    private void assertSurvived(Process fuzzer, String target) throws IOException, InterruptedException {
        assertThat(fuzzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS))
                .as(target + " ends")
                .isTrue();
        List<String> lines = Files.readAllLines(directory.resolve(target).resolve(LOG));
        lines.stream()
                .filter(line -> line.contains("Seed:") || line.contains("DONE") || line.startsWith("Done"))
                .forEach(System.out::println);
        assertThat(fuzzer.exitValue())
                .as(String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size())))
                .isZero();
        assertThat(lines).as(target + " did fuzz").anyMatch(line -> line.startsWith("Done"));
    }

    /** Well-formed input of each kind: the fuzzer starts from there. */
    private static void writeSeeds(Path corpus) throws IOException {
        byte[] hello = new Hello(new UUID(1, 2), "shop", "a", 1, 2).encode();
        for (int mode = 0; mode <= 2; mode++) {
            byte[] handshake = new ByteWriter()
                    .raw("MUSTER".getBytes(StandardCharsets.US_ASCII))
                    .u8(1)
                    .u8(mode)
                    .u32(hello.length)
                    .raw(hello)
                    .toByteArray();
            Files.write(corpus.resolve("handshake" + mode), handshake);
        }
        FrameEncoder encoder = new FrameEncoder();
        EvictionBuilder eviction = new EvictionBuilder().type("b.Whole");
        LongStream.range(0, 20).forEach(id -> eviction.entity("a.Run", EntityKey.of(id)));
        eviction.entity("a.Mixed", new EntityKey(List.of("text", 1, (short) 2, new UUID(3, 4), new byte[] {5})));
        ByteWriter frames = new ByteWriter();
        List<byte[]> all = new ArrayList<>();
        all.add(encoder.sync(new StreamMark(0, 1), "shop"));
        all.addAll(encoder.evict(new StreamMark(0, 2), eviction.build(), true));
        all.add(encoder.heartbeat(7, List.of(new StreamMark(0, 2))));
        all.add(encoder.resume(List.of(new Position("shop", 2))));
        for (byte[] frame : all) {
            frames.u16(frame.length).raw(frame);
        }
        Files.write(corpus.resolve("frames"), frames.toByteArray());
    }

    private static List<String> command(String target) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=dev.muster.jpa.internal.**",
                "--custom_hook_includes=dev.muster.jpa.internal.**",
                "-max_total_time=" + SECONDS,
                "-max_len=8192",
                "-rss_limit_mb=2048",
                "corpus");
    }
}
