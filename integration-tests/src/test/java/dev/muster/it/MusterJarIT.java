package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is shipped, on an application as it was built. */
class MusterJarIT {

    private static final String PERSISTENCE_XML = "WEB-INF/classes/META-INF/persistence.xml";

    @TempDir
    private Path directory;

    @Test
    void copy_differsOnlyByWhatWasPrinted() throws Exception {
        var copy = directory.resolve("legacy.war");
        var printed = MusterJar.dropIn("legacy.war", copy, "java:app/jdbc/Legacy");

        var before = contents(MusterJar.application("legacy.war"));
        var after = contents(copy);

        assertThat(before.keySet()).isSubsetOf(after.keySet());
        assertThat(before.entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
                        .map(Map.Entry::getKey))
                .containsExactly(PERSISTENCE_XML);
        var more =
                new ArrayList<>(after.getOrDefault(PERSISTENCE_XML, "").lines().toList());
        more.removeAll(before.getOrDefault(PERSISTENCE_XML, "").lines().toList());
        assertThat(more)
                .singleElement()
                .satisfies(line -> assertThat(printed).extracting(String::strip).contains(line.strip()));
        assertThat(after.keySet())
                .filteredOn(name -> !before.containsKey(name))
                .anyMatch(name -> name.matches("WEB-INF/lib/muster-extension-.*[.]jar"))
                .anyMatch(name -> name.matches("WEB-INF/lib/infinispan-core-.*[.]jar"))
                .noneMatch(name -> name.contains("jakarta") || name.contains("jspecify"))
                .allMatch(name ->
                        name.startsWith("WEB-INF/lib/") || name.equals("WEB-INF/classes/META-INF/muster.properties"));
    }

    private static Map<String, String> contents(Path file) throws IOException {
        var contents = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                contents.put(
                        entry.getName(),
                        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
