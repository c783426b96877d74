package dev.muster.it.rooms;

import dev.muster.it.Await;
import dev.muster.it.PayaraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The rooms of a test, of which there are ever more, and where servers say that they live. Thread-safe. */
final class Rooms {

    private static final int AT_A_TIME = 16;

    private final List<String> names = new CopyOnWriteArrayList<>();
    private final Ask ask = new Ask();

    List<String> names() {
        return names;
    }

    /** From now on there are more rooms, which nobody has asked for yet. */
    void addMore() {
        int first = names.size();
        names.addAll(IntStream.range(first, first + AT_A_TIME)
                .mapToObj(number -> "room-" + number)
                .toList());
    }

    /** Waits until these servers say the same of all rooms, and it is as wanted. */
    Map<String, Home> await(
            String what, Duration patience, List<PayaraServer> servers, Predicate<Map<String, Home>> wanted) {
        return Await.value(what, patience, () -> agreed(servers), wanted);
    }

    /** Whether all rooms that had their home on this server have been granted to others. */
    static boolean haveLeft(String server, Map<String, Home> before, Map<String, Home> now) {
        return before.entrySet().stream()
                .filter(room -> room.getValue().server().equals(server))
                .allMatch(room -> now.get(room.getKey()).follows(room.getValue())
                        && !now.get(room.getKey()).server().equals(server));
    }

    /** Whether no room has its home on this server. */
    static boolean haveLeft(String server, Map<String, Home> now) {
        return now.values().stream().noneMatch(home -> home.server().equals(server));
    }

    private Map<String, Home> agreed(List<PayaraServer> servers) throws IOException, InterruptedException {
        var homes = new TreeMap<String, Home>();
        for (var room : names) {
            for (var server : servers) {
                var home = ask.home(server, room);
                var known = homes.putIfAbsent(room, home);
                if (known != null && !known.equals(home)) {
                    throw new IllegalStateException(
                            server.name() + " says of " + room + ": " + home + ", but another said " + known);
                }
            }
        }
        return homes;
    }
}
