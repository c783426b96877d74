package dev.muster.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/session-traps.md true: each line names tests that exist, or says plainly that there is none. */
class SessionTrapsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/session-traps.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void line_namesATestOrSaysThatThereIsNone() throws IOException {
        List<String> lines = Files.readAllLines(PAGE).stream()
                .filter(SessionTrapsTest::isEntry)
                .toList();

        assertThat(lines).hasSizeGreaterThan(50).allSatisfy(line -> {
            String[] cells = line.split("(?<!\\\\)\\|");
            assertThat(cells).as(line).hasSize(4);
            assertThat(cells[3]).as(line).containsPattern(TEST.pattern() + "|no test|not so");
        });
    }

    private static boolean isEntry(String line) {
        return line.startsWith("| ") && !line.startsWith("| trap |") && !line.startsWith("| complaint |");
    }

    @Test
    void namedTest_exists() throws IOException {
        List<Path> sources = sources();

        assertThat(TEST.matcher(Files.readString(PAGE)).results())
                .isNotEmpty()
                .allSatisfy(named -> assertThat(methodsOf(named.group(1), sources))
                        .as(named.group())
                        .containsPattern("void " + named.group(2) + "\\("));
    }

    private static String methodsOf(String test, List<Path> sources) {
        return sources.stream()
                .filter(file -> file.getFileName().toString().equals(test + ".java"))
                .map(SessionTrapsTest::text)
                .findFirst()
                .orElse("there is no " + test);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path module : modules()) {
            try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                files.filter(Files::isRegularFile).forEach(found::add);
            }
        }
        return found;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.walk(ROOT, 2)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
                    .toList();
        }
    }
}
