package dev.muster.it.rooms;

import dev.muster.it.Await;
import dev.muster.it.PayaraServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often servers had written a message when this was made, to see who writes it again. */
final class Said {

    private final String code;
    private final Map<PayaraServer, Integer> times = new LinkedHashMap<>();

    private Said(String code) {
        this.code = code;
    }

    static Said of(List<PayaraServer> servers, String code) {
        var said = new Said(code);
        servers.forEach(server -> said.times.put(server, said.count(server)));
        return said;
    }

    /** The names of those who wrote it since. */
    List<String> again() {
        return times.keySet().stream()
                .filter(this::saidAgain)
                .map(PayaraServer::name)
                .toList();
    }

    /** Waits until each of them has written it since. */
    void awaitAgain(Duration patience) {
        Await.until(
                code + " of all of them",
                patience,
                () -> times.keySet().stream().allMatch(this::saidAgain));
    }

    private boolean saidAgain(PayaraServer server) {
        return count(server) > times.get(server);
    }

    private int count(PayaraServer server) {
        return server.log().lines(code).size();
    }
}
