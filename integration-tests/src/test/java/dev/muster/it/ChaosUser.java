package dev.muster.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A user of the legacy shop who remembers what was acknowledged, one request at a time. A {@link #secondTab} has the same
 * session and attributes of its own, so that two threads change one session. Each is used by one thread.
 *
 * <p>Each value carries the user's token, so that another user's is recognized. A change is acknowledged when the whole answer
 * was read. One that was not may have happened, or happen later (a frozen server goes on where it was): from then on both
 * values are right, and the attribute is only read. Every answer lists all attributes, and every one is checked.
 */
final class ChaosUser {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String ABSENT = "";
    private static final int ATTRIBUTES = 5;

    private final String token;
    private final String prefix;
    private final Optional<ChaosUser> opener;
    private final Map<String, Set<String>> right = new HashMap<>();
    private final List<String> writable = new ArrayList<>();
    private volatile String cookie = "";
    private int values;
    private int names;

    ChaosUser(String token) {
        this(token, "a", Optional.empty());
    }

    private ChaosUser(String token, String prefix, Optional<ChaosUser> opener) {
        this.token = token;
        this.prefix = prefix;
        this.opener = opener;
        for (int i = 0; i < ATTRIBUTES; i++) {
            writable.add(newName());
        }
    }

    ChaosUser secondTab() {
        return new ChaosUser(token, "b", Optional.of(this));
    }

    private String newName() {
        return prefix + names++;
    }

    /** One request to one server; true if it was answered as on a good day. */
    boolean act(Random random, HttpClient client, PayaraServer server, ChaosTally tally) throws InterruptedException {
        if (cookie.isEmpty() && opener.isPresent()) {
            cookie = opener.get().cookie;
            return true;
        }
        return (cookie.isEmpty() || random.nextInt(5) > 0)
                ? change(random.nextInt(ATTRIBUTES), client, server, tally)
                : read(client, server, tally);
    }

    private String newestValue() {
        return token + "-" + prefix + values;
    }

    private boolean change(int which, HttpClient client, PayaraServer server, ChaosTally tally)
            throws InterruptedException {
        var name = writable.get(which);
        values++;
        var value = newestValue();
        right.computeIfAbsent(name, n -> new HashSet<>(Set.of(ABSENT))).add(value);
        var request = request(server, "/legacy/api/put")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=" + name + "&value=" + value))
                .build();
        if (!answered(request, client, server, tally)) {
            giveUp(which);
            return false;
        }
        tally.acknowledged();
        return true;
    }

    /** Before the first acknowledgement there is no session that this user would know of. */
    private void giveUp(int which) {
        if (cookie.isEmpty()) {
            right.clear();
        } else {
            writable.set(which, newName());
        }
    }

    boolean read(HttpClient client, PayaraServer server, ChaosTally tally) throws InterruptedException {
        boolean answered = answered(request(server, "/legacy/api/session").GET().build(), client, server, tally);
        if (answered) {
            tally.read();
        }
        return answered;
    }

    boolean hasSession() {
        return !cookie.isEmpty();
    }

    private HttpRequest.Builder request(PayaraServer server, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(PATIENCE);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private boolean answered(HttpRequest request, HttpClient client, PayaraServer server, ChaosTally tally)
            throws InterruptedException {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                count(response, server, tally);
                return false;
            }
            response.headers().firstValue("Set-Cookie").ifPresent(header -> cookie = header.split(";", 2)[0]);
            if (request.method().equals("POST")) {
                acknowledge();
            }
            check(response.body(), server, tally);
            return true;
        } catch (IOException e) {
            tally.failed();
            return false;
        }
    }

    private static void count(HttpResponse<String> response, PayaraServer server, ChaosTally tally) {
        if (response.statusCode() == 503
                && response.headers().firstValue("Retry-After").isPresent()) {
            tally.refused();
        } else if (response.statusCode() == 404) {
            tally.failed(); // the server is up, its application not yet
        } else {
            tally.error(server.name() + " answered " + response.statusCode() + ": " + response.body());
        }
    }

    /** The last value that was sent is the only right one now. */
    private void acknowledge() {
        var value = newestValue();
        right.values().stream().filter(possible -> possible.contains(value)).forEach(possible -> {
            possible.clear();
            possible.add(value);
        });
    }

    private void check(String body, PayaraServer server, ChaosTally tally) {
        var seen = attributes(body);
        right.forEach((name, possible) -> {
            var value = seen.getOrDefault(name, ABSENT);
            if (!possible.contains(value)) {
                tally.lost("%s of %s is '%s' on %s, should be of %s"
                        .formatted(name, token, value, server.name(), possible));
                possible.add(value);
            }
        });
        seen.forEach((name, value) -> {
            if (!value.startsWith(token + "-")) {
                tally.foreign("%s of %s is '%s' on %s".formatted(name, token, value, server.name()));
            }
        });
    }

    private static Map<String, String> attributes(String body) {
        var attributes = new HashMap<String, String>();
        body.lines().filter(line -> line.matches("[ab]\\d+=.*")).forEach(line -> {
            int sign = line.indexOf('=');
            attributes.put(line.substring(0, sign), line.substring(sign + 1));
        });
        return attributes;
    }
}
