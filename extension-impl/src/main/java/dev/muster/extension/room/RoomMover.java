package dev.muster.extension.room;

import dev.muster.extension.ControlMessage;
import dev.muster.room.Room;
import dev.muster.room.RoomMoved;
import dev.muster.room.RoomMoving;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Gives rooms of this server to others: all of them when the server is drained or stopped, some when it has too much
 * load. One room after the other, not faster than the rate. For one thread.
 */
final class RoomMover {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    static final Comparator<Room> LIGHTLY_USED_FIRST = Comparator.<Room>comparingInt(
                    room -> room.participants().size())
            .thenComparing(Comparator.comparingInt(Room::weight).reversed())
            .thenComparing(Room::name);

    private final ClusterRooms rooms;
    private final Consumer<LiveGrant> told;
    private final RoomListener listener;
    private final long pauseNanos;
    private final LongSupplier ticker;
    private final LongConsumer pause;

    /**
     * @param told is given each new grant, to tell the other servers
     * @param rate rooms per second
     * @param ticker monotonic clock in nanoseconds
     * @param pause waits for so many nanoseconds
     */
    RoomMover(
            ClusterRooms rooms,
            Consumer<LiveGrant> told,
            RoomListener listener,
            int rate,
            LongSupplier ticker,
            LongConsumer pause) {
        this.rooms = rooms;
        this.told = told;
        this.listener = listener;
        this.pauseNanos = Duration.ofSeconds(1).toNanos() / rate;
        this.ticker = ticker;
        this.pause = pause;
    }

    /**
     * Gives all rooms away, as far as they go.
     *
     * @param remaining for how long observers may object; is asked again for each room
     * @param limit when to stop, on the ticker's clock
     * @param why for the log
     */
    void drain(LongSupplier remaining, long limit, String why) {
        long start = ticker.getAsLong();
        List<Room> own = rooms.own();
        int moved = 0;
        for (Room room : own) {
            if (ticker.getAsLong() - limit >= 0) {
                break;
            }
            moved += move(room, Duration.ofMillis(Math.max(0, remaining.getAsLong()))) ? 1 : 0;
        }
        tell(moved, own.size() - moved, start, why);
    }

    /** Gives so much load away, in the rooms with the fewest participants, if their observers let them go. */
    void shed(long load) {
        long start = ticker.getAsLong();
        List<Room> own = rooms.own().stream().sorted(LIGHTLY_USED_FIRST).toList();
        long left = load;
        int moved = 0;
        for (Room room : own) {
            if (room.weight() <= left && move(room, Duration.ofSeconds(1))) {
                left -= room.weight();
                moved++;
            }
        }
        tell(moved, own.size() - moved, start, "to balance the load");
    }

    /** Gives one room away, unless its observers object and there is time for that; whether it has moved. */
    boolean move(Room room, Duration remaining) {
        try {
            // State that was left for its observers here would be lost if nobody had opened it.
            if (!rooms.open(room)) {
                return false;
            }
            RoomMoving moving = new RoomMoving(room, remaining);
            listener.moving(moving);
            if (moving.objection().isPresent() && !remaining.isZero()) {
                LOG.log(
                        Level.DEBUG,
                        ControlMessage.OBJECTED.text(
                                room.name(), moving.objection().get()));
                return false;
            }
            return move(room, moving.state());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, ControlMessage.NOT_MOVED.text(room.name(), e), e);
            return false;
        }
    }

    private boolean move(Room room, Optional<byte[]> state) {
        long start = ticker.getAsLong();
        Optional<LiveGrant> moved = rooms.move(room, state);
        moved.ifPresent(grant -> {
            told.accept(grant);
            listener.moved(new RoomMoved(room, grant.server(), grant.epoch()));
        });
        pause.accept(pauseNanos - (ticker.getAsLong() - start));
        return moved.isPresent();
    }

    private void tell(int moved, int left, long start, String why) {
        if (moved > 0) {
            long millis = Duration.ofNanos(ticker.getAsLong() - start).toMillis();
            LOG.log(Level.INFO, ControlMessage.DRAINED.text(moved, millis, why, left));
        }
    }
}
