package dev.muster.it.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.it.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What an administrator does to servers with rooms, on three real ones: drain, disable, edit, rebalance, stop. One of them
 * is killed, then another. Each time the preview is compared with what happened. The application places its rooms itself.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoomMovesIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration LEASE = Duration.ofSeconds(9);
    private static final String MINUTES = "600";
    private static final String WEIGHT = "50";
    private static final String FENCED = "MUSTER-035";

    private static MovesServers servers;
    private static Desk north;
    private static Desk east;
    private static Desk south;

    @BeforeAll
    static void start() {
        servers = MovesServers.start();
        north = servers.at("north");
        east = servers.at("east");
        south = servers.at("south");
    }

    @AfterAll
    static void close() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    @Order(1)
    void policyOfTheApplication_placesRoomsOnWhicheverServerTheyAreEntered() {
        var homes = Stream.of(north, east, south)
                .map(desk ->
                        desk.enter("lecture-" + desk.name() + "@south,north").server());
        assertThat(homes).containsOnly("south");
        assertThat(south.enter("seminar@north").server()).isEqualTo("north");
        assertThat(north.ask("explain", "seminar@north")).anyMatch(line -> line.contains("first of its own list"));
    }

    @Test
    @Order(2)
    void policyThatFailsOrGoesAstray_isNamedAndNoRoomIsGranted() {
        assertThat(east.refusal(OwnLists.FAILING))
                .startsWith("MUSTER-171")
                .contains(OwnLists.class.getName(), "the list is lost");
        assertThat(east.refusal(OwnLists.ASTRAY))
                .startsWith("MUSTER-081")
                .contains(OwnLists.class.getName(), "chose nobody");
        assertThat(east.homes()).doesNotContainKeys(OwnLists.FAILING, OwnLists.ASTRAY);
    }

    @Test
    @Order(3)
    void drain_movesEverythingButAnExamWhileNobodyIsRefused() throws Exception {
        var exam = Witness.EXAM + "@east,south";
        var board = Witness.BOARD + "@east,north";
        var rooms = Stream.concat(Stream.of(exam, board), rooms("course", "@east,north", "@east,south"))
                .toList();
        rooms.forEach(east::enter);
        List.of(exam, board).forEach(east::join);
        var before = east.homes();
        var preview = north.ask("preview-drain", "east");
        assertThat(preview).hasSameSizeAs(rooms);

        var callers = Callers.start(List.of(north, east, south), rooms);
        north.ask("drain", "east", MINUTES);
        Await.until("only the exam is left", SOON, () -> load(north, "east") == 1);
        Await.until("the exam objected again", SOON, () -> times(east, "may stay " + exam) > 1);
        assertThat(north.homes()).containsEntry(exam, before.get(exam));
        assertThat(north.participants(exam)).isEqualTo("ada");
        assertThat(south.ask("drain", "east", "0")).isEqualTo("ordered");
        Await.until("the exam moved", SOON, () -> told(east, "moved " + exam));
        callers.end();
        var after = north.homes();

        assertThat(callers.refused()).isEmpty();
        assertThat(callers.longest()).as("nobody waited for a lease").isLessThan(LEASE);
        assertThat(east.server().log().lines(FENCED)).isEmpty();
        assertThat(moved(before, after)).containsExactlyInAnyOrderElementsOf(preview);
        assertThat(times(east, "has to move " + exam)).isEqualTo(1);
        assertThat(east.heard())
                .containsAll(rooms.stream()
                        .map(room -> "moved " + room + " to " + after.get(room))
                        .toList());
        assertArrived(north, board, after.get(board), "with its state");
        assertArrived(south, exam, after.get(exam), "empty");
        assertThat(north.ask("explain", exam)).anyMatch(line -> line.contains("moved; first of its own list"));
        assertThat(north.ask("explain", exam).get(0))
                .contains(
                        "lives on server", "'south'", "epoch " + after.get(exam).epoch());
        System.out.printf("drain: %d answers, the longest after %s%n", callers.answers(), callers.longest());
    }

    /** What the desk said; a visitor then goes there, and so brings to light whether that is still so. */
    private static Home follow(Desk desk, String room) {
        var said = desk.enter(room);
        servers.at(said.server()).enter(room);
        return said;
    }

    /** Told once, although several came to it at the same time, and empty of people. */
    private static void assertArrived(Desk desk, String room, Home home, String how) {
        assertThat(desk.participants(room)).isEmpty();
        Await.until(
                desk.name() + " has heard of it", SOON, () -> follow(desk, room).equals(home));
        desk.join(room);
        assertThat(desk.participants(room)).isEqualTo("ada");
        assertThat(desk.heard())
                .filteredOn(line -> line.startsWith("opened " + room))
                .containsExactly("opened " + room + " " + home.epoch() + " " + how);
    }

    @Test
    @Order(4)
    void disabledAndEditedServer_isStillSoAfterItWasKilledAndStartedAgain() {
        east.ask("activate", "east");
        north.ask("edit", "south", WEIGHT);
        north.ask("disable", "south");
        Await.until("south is empty", SOON, () -> load(north, "south") == 0);
        south.server().kill();
        south.server().restart();

        assertThat(south.servers().get("south"))
                .isEqualTo("DISABLED 0 " + WEIGHT + " https://edited.example.org:443/hall");
        Await.value("north knows", SOON, north::servers, known -> known.equals(south.servers()));
        assertThat(south.enter("retreat@south,north").server()).isEqualTo("north");
        assertThat(east.refusal("retreat@south")).startsWith("MUSTER-081");
    }

    @Test
    @Order(5)
    void serverThatComesBack_movesNothingUntilRebalanceDoesWhatThePreviewSays() {
        rooms("aisle", "@north,(new),south").forEach(north::enter);
        var before = north.homes();
        var preview = east.ask("preview-join", "", WEIGHT)
                .replace("to (new)", "to south")
                .lines()
                .toList();
        assertThat(preview).isNotEmpty().allMatch(line -> line.endsWith(" from north to south"));

        east.ask("activate", "south");
        assertThat(east.homes()).isEqualTo(before);
        assertThat(east.ask("rebalance", "")).containsExactlyElementsOf(preview);

        Await.until("south has its part", SOON, () -> load(east, "south") == preview.size());
        assertThat(moved(before, east.homes())).containsExactlyInAnyOrderElementsOf(preview);
    }

    @Test
    @Order(6)
    void serverThatIsStopped_givesItsRoomsAndItsPlaceAway() {
        rooms("evening", "@east,north", "@east,south").forEach(north::enter);
        var before = north.homes();
        var preview = north.ask("preview-drain", "east");
        assertThat(preview).isNotEmpty();

        east.server().stop();

        var after = north.homes();
        assertThat(moved(before, after)).containsExactlyInAnyOrderElementsOf(preview);
        Await.until("east is gone", SOON, () -> !north.servers().containsKey("east"));
        Await.until(
                "north was told",
                SOON,
                () -> north.server().log().lines("MUSTER-003").stream()
                        .anyMatch(line -> line.contains("'east'") && line.contains("in good order")));
    }

    @Test
    @Order(7)
    void serverThatIsKilled_losesItsRoomsToWhomThePreviewSaid() {
        rooms("night", "@south,north", "@north,south").forEach(north::enter);
        var before = north.homes();
        var preview = north.ask("preview-death", "south");
        assertThat(preview).isNotEmpty();

        south.server().kill();
        Await.until("south is gone", SOON, () -> !north.servers().containsKey("south"));
        // Memory may say so some moments before the database does.
        preview.stream()
                .map(line -> line.split(" ")[0])
                .forEach(room -> Await.value(
                        room + " moved",
                        SOON,
                        () -> north.enter(room),
                        home -> !home.server().equals("south")));

        assertThat(moved(before, north.homes())).containsExactlyInAnyOrderElementsOf(preview);
    }

    /** Some rooms for each list of servers. */
    private static Stream<String> rooms(String name, String... lists) {
        return IntStream.range(0, 12).mapToObj(i -> name + "-" + i + lists[i % lists.length]);
    }

    /** What became of rooms, in the words of a preview. */
    private static List<String> moved(Map<String, Home> before, Map<String, Home> after) {
        var moved = new TreeMap<>(after);
        moved.keySet().retainAll(before.keySet());
        moved.entrySet().removeIf(room -> room.getValue().equals(before.get(room.getKey())));
        return moved.entrySet().stream()
                .map(room ->
                        room.getKey() + " from " + before.get(room.getKey()).server() + " to "
                                + room.getValue().server())
                .toList();
    }

    private static long load(Desk desk, String server) {
        return Long.parseLong(desk.servers().get(server).split(" ")[1]);
    }

    private static boolean told(Desk desk, String beginning) {
        return desk.heard().stream().anyMatch(line -> line.startsWith(beginning));
    }

    private static long times(Desk desk, String line) {
        return desk.heard().stream().filter(line::equals).count();
    }
}
