package dev.muster.it.rooms;

import dev.muster.room.RoomMoved;
import dev.muster.room.RoomMoving;
import dev.muster.room.RoomOpened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Writes down what an application is told about its rooms. Rooms whose names begin with {@value #EXAM} do not want to move,
 * and those with {@value #BOARD} have something to take along. Runs inside of a server. Thread-safe.
 */
@ApplicationScoped
public class Witness {

    static final String EXAM = "exam";
    static final String BOARD = "board";

    private static final int STATE_BYTES = 300 << 10;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    void moving(@Observes RoomMoving event) {
        var room = event.room().name();
        if (room.startsWith(EXAM)) {
            event.object("an exam is being written");
        }
        if (room.startsWith(BOARD)) {
            event.handOver(state(room));
        }
        heard.add((event.remaining().isZero() ? "has to move " : "may stay ") + room);
    }

    void moved(@Observes RoomMoved event) {
        heard.add("moved " + event.room().name() + " to " + event.server().name() + " " + event.epoch());
    }

    void opened(@Observes RoomOpened event) {
        var grant = event.grant();
        var state = event.state()
                .map(bytes -> Arrays.equals(bytes, state(grant.room())) ? "with its state" : "with something else")
                .orElse("empty");
        heard.add("opened " + grant.room() + " " + grant.epoch() + " " + state);
    }

    /** What was heard since the server started, one line each. */
    String heard() {
        return String.join("\n", heard);
    }

    /** Bytes that nobody mistakes for those of another room. */
    private static byte[] state(String room) {
        var bytes = new byte[STATE_BYTES];
        new Random(room.hashCode()).nextBytes(bytes);
        return bytes;
    }
}
