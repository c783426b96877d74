package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What servers write about their caches and links while something goes on. Not thread-safe. */
final class Flushes {

    private static final String JOINED = "MUSTER-002";
    private static final String LINK_UP = "MUSTER-041";
    private static final String OVERFLOW = "MUSTER-052";

    static final String LINK_LOST = "MUSTER-043";
    static final String EMPTIED = "MUSTER-049";
    static final String STOOD_STILL = "MUSTER-051";
    static final String BYPASS = "MUSTER-126";
    static final String BYPASS_ENDED = "MUSTER-127";

    /** Which line must be there too, by the reason that a line MUSTER-049 gives. */
    private static final Map<String, List<String>> CAUSES = Map.of(
            "is gone and did not say goodbye", List.of(LINK_LOST, BYPASS),
            "this server stood still", List.of(STOOD_STILL),
            "cannot be heard", List.of(BYPASS),
            "after a bypass", List.of(BYPASS_ENDED),
            "new or interrupted stream", List.of(LINK_UP, JOINED, LINK_LOST),
            "were missed", List.of(OVERFLOW, LINK_LOST));

    private static final Pattern PEER = Pattern.compile("127\\.0\\.0\\.1:\\d+");

    private final Map<PayaraServer, Integer> begun = new LinkedHashMap<>();

    private Flushes() {}

    /** What is written from now on. */
    static Flushes from(List<PayaraServer> servers) {
        var watch = new Flushes();
        servers.forEach(server -> watch.begun.put(server, server.log().lines().size()));
        return watch;
    }

    /** The lines of a server with a code; since it was started again, if that was later. */
    List<String> lines(PayaraServer server, String code) {
        var all = server.log().lines();
        var since = begun.get(server);
        return all.subList(since > all.size() ? 0 : since, all.size()).stream()
                .filter(line -> line.contains(code))
                .toList();
    }

    int count(PayaraServer server, String code) {
        return lines(server, code).size();
    }

    /** Each time that a cache was emptied, another line says why. */
    void assertExplained() {
        for (var server : begun.keySet()) {
            for (var line : lines(server, EMPTIED)) {
                var causes = CAUSES.entrySet().stream()
                        .filter(cause -> line.contains(cause.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
                assertThat(causes).as("known reason: " + line).isPresent();
                assertThat(causes.orElseThrow())
                        .as("on " + server.name() + ", what explains: " + line)
                        .anyMatch(code -> count(server, code) > 0 || hasNamed(server, code, line));
            }
        }
    }

    /** Whether an earlier line with this code is about the same peer: a lost one is waited for, across scenes. */
    private static boolean hasNamed(PayaraServer server, String code, String line) {
        var lines = server.log().lines();
        return PEER.matcher(line)
                .results()
                .map(MatchResult::group)
                .anyMatch(peer -> lines.subList(0, lines.indexOf(line)).stream()
                        .anyMatch(earlier -> earlier.contains(code) && earlier.contains(peer + ' ')));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var server : begun.keySet()) {
            text.append(server.name()).append(':');
            for (var code : List.of(LINK_LOST, EMPTIED, STOOD_STILL, BYPASS, BYPASS_ENDED)) {
                text.append(' ').append(code.substring(7)).append('×').append(count(server, code));
            }
            text.append("; ");
        }
        return text.toString();
    }
}
