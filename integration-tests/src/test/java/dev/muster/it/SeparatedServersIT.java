package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two servers whose Infinispan is told to look where nobody is, and one whose Infinispan has no port at all: what they decide
 * is decided by the database, so no room is ever owned by two of them, and each says what is wrong.
 */
@ExtendWith(TwoServers.Shared.class)
class SeparatedServersIT {

    /** A lease and what a server may need for joining. */
    private static final Duration UNTIL_TOLD = Duration.ofSeconds(40);

    private static final int SAME = 60;
    private static final int DIFFERENT = 20;
    private static final int SEATS = 12;
    private static final int LOOKUPS = 100;

    @Test
    void serversThatCannotSeeEachOther_neverBothOwnARoomAndSaySo(TwoServers healthy) throws Exception {
        try (var blocked = BlockedPorts.take();
                var database = SharedPostgres.start();
                var north = launch("north", database, Ports.free());
                var south = launch("south", database, Ports.free());
                var dark = launch("dark", database, blocked.first())) {
            var all = List.of(north, south, dark);
            all.forEach(PayaraServer::awaitReady);

            var answers = enterOnEach(all);
            assertOneOwnerEach(answers);
            assertAcceptedByOneServerEach(answers, north, south, new SharedTables(database));

            Await.until("south is missed by north", UNTIL_TOLD, () -> misses(north, south));
            Await.until("north is missed by south", UNTIL_TOLD, () -> misses(south, north));
            assertThat(List.of(north, south))
                    .as("whoever takes no part is not missed")
                    .noneMatch(it -> misses(it, dark));
            assertThat(dark.log().lines("MUSTER-088")).as("told once").hasSize(1);
            assertThat(metrics(north)).containsPattern("muster_rooms_cache_state\\{[^}]*} 1");
            assertThat(metrics(dark)).containsPattern("muster_rooms_cache_state\\{[^}]*} 0");

            print("healthy", lookups(healthy.east(), healthy.west()));
            print("islands", lookups(north, south));
            print("ports blocked", lookups(dark, south));
        }
    }

    /** @param port the first that its Infinispan tries, and the only one where it looks for others */
    private static PayaraServer launch(String name, SharedPostgres database, int port) {
        return PayaraServer.named(name)
                .properties(RoomsVisitor.settings(database))
                .property("muster.rooms.discovery", "static")
                .property("muster.rooms.addresses", "127.0.0.1[" + port + "]")
                .property("muster.rooms.port", Integer.toString(port))
                .war(MusterJar.application("rooms.war"))
                .launch();
    }

    private static String metrics(PayaraServer server) throws Exception {
        return Browser.open().get(server.uri("/metrics")).body();
    }

    /** Each server is asked for rooms that the others are asked for at the same moment, and for some of its own. */
    private static List<JsonObject> enterOnEach(List<PayaraServer> servers) throws Exception {
        var same = IntStream.range(0, SAME).mapToObj(i -> "same-" + i).toList();
        var answers = Collections.synchronizedList(new ArrayList<JsonObject>());
        var work = new ArrayList<Callable<Void>>();
        for (var server : servers) {
            var own = IntStream.range(0, DIFFERENT).mapToObj(i -> server.name() + "-" + i);
            var rooms = Stream.concat(same.stream(), own).toList();
            var visitor = RoomsVisitor.signedIn(server, "visitor-of-" + server.name());
            work.add(() -> {
                rooms.forEach(room -> answers.add(visitor.enter(server, room)));
                rooms.forEach(room -> answers.add(visitor.enter(server, room)));
                return null;
            });
        }
        var threads = Executors.newFixedThreadPool(work.size());
        try {
            for (var done : threads.invokeAll(work, 2, TimeUnit.MINUTES)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return List.copyOf(answers);
    }

    private static void assertOneOwnerEach(List<JsonObject> answers) {
        var owners = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.getString("room"),
                        Collectors.mapping(SeparatedServersIT::owner, Collectors.toSet())));
        assertThat(owners).hasSize(SAME + 3 * DIFFERENT);
        assertThat(owners)
                .allSatisfy((room, owner) -> assertThat(owner).as(room).hasSize(1));
        assertThat(owners.values().stream().flatMap(owner -> owner.stream().map(it -> it.split("@")[0])))
                .as("all take their part")
                .contains("north", "south", "dark");
    }

    private static String owner(JsonObject answer) {
        return answer.getString("server") + "@" + answer.getJsonNumber("epoch");
    }

    /** Visitors of both servers say something in the same rooms; a server writes that down only for a room that it owns. */
    private static void assertAcceptedByOneServerEach(
            List<JsonObject> answers, PayaraServer north, PayaraServer south, SharedTables tables) throws Exception {
        var ada = RoomsVisitor.signedIn(north, "ada");
        var ben = RoomsVisitor.signedIn(south, "ben");
        for (int i = 0; i < SEATS; i++) {
            var room = "same-" + i;
            try (var adasSeat = ada.sit(ada.openRoom(north, room), room);
                    var bensSeat = ben.sit(ben.openRoom(south, room), room)) {
                adasSeat.awaitWelcome();
                bensSeat.awaitWelcome();
                adasSeat.say("from north");
                bensSeat.say("from south");
                adasSeat.awaitSaid("from south");
                bensSeat.awaitSaid("from north");
            }
        }
        var granted = answers.stream()
                .collect(Collectors.toMap(
                        answer -> answer.getString("room"),
                        answer -> answer.getJsonNumber("epoch") + " " + answer.getString("server"),
                        (first, second) -> first));
        Map<String, List<String>> accepted =
                tables.strings("select room || ' ' || epoch || ' ' || server from chat_message").stream()
                        .map(line -> line.split(" ", 2))
                        .collect(Collectors.groupingBy(
                                line -> line[0], Collectors.mapping(line -> line[1], Collectors.toList())));
        assertThat(accepted).hasSize(SEATS);
        assertThat(accepted)
                .allSatisfy((room, by) -> assertThat(by).as(room).hasSize(2).containsOnly(granted.get(room)));
    }

    private static boolean misses(PayaraServer server, PayaraServer other) {
        return server.log().lines("MUSTER-140").stream().anyMatch(line -> line.contains("'" + other.name() + "'"));
    }

    /** Microseconds for entering a room that is known and lives elsewhere, request and all. */
    private static List<Long> lookups(PayaraServer one, PayaraServer other) {
        var visitor = RoomsVisitor.signedIn(one, "clocked");
        var elsewhere = Stream.iterate(0, i -> i + 1)
                .map(i -> "clocked-" + i)
                .filter(room -> visitor.enter(one, room).getString("server").equals(other.name()))
                .findFirst()
                .orElseThrow();
        visitor.enter(other, elsewhere);
        return LongStream.range(0, 2 * LOOKUPS)
                .map(i -> micros(() -> visitor.enter(one, elsewhere)))
                .skip(LOOKUPS)
                .sorted()
                .boxed()
                .toList();
    }

    private static long micros(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
    }

    private static void print(String what, List<Long> sorted) {
        System.out.printf(
                "entering a known room, %s: median %d us, p99 %d us%n",
                what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
    }
}
