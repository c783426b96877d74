package dev.muster.room;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * CDI event: a room that lives on this server is about to move to another one. Fired synchronously, before anything has
 * changed, on a thread of Muster; the move waits for the observers. Used by one thread.
 */
public final class RoomMoving {

    /** State that is handed over has at most so many bytes: 1 MiB. */
    public static final int MAX_STATE_BYTES = 1 << 20;

    private final Room room;
    private final Duration remaining;
    private Optional<String> objection = Optional.empty();
    private Optional<byte[]> state = Optional.empty();

    /**
     * The room as it is now.
     *
     * @param remaining for how long objections still count
     */
    public RoomMoving(Room room, Duration remaining) {
        this.room = room;
        this.remaining = remaining;
    }

    /** The room as it is now. */
    public Room room() {
        return room;
    }

    /** For how long objections still count; zero if this is the last call. */
    public Duration remaining() {
        return remaining;
    }

    /**
     * Not now: the room stays, and is asked again soon if its server is drained. Has no effect when nothing
     * {@link #remaining remains}.
     *
     * @param reason for the log
     */
    public void object(String reason) {
        objection = Optional.of(Objects.requireNonNull(reason, "reason"));
    }

    /**
     * Gives state to {@link RoomOpened} on the other server. Of several observers the last one counts.
     *
     * @throws IllegalArgumentException if it has more than {@value #MAX_STATE_BYTES} bytes
     */
    public void handOver(byte[] bytes) {
        if (bytes.length > MAX_STATE_BYTES) {
            throw new IllegalArgumentException("room '" + room.name() + "' hands over " + bytes.length
                    + " bytes of state, at most " + MAX_STATE_BYTES + " are possible");
        }
        state = Optional.of(bytes.clone());
    }

    /** Why the room shall stay, if an observer objected. */
    public Optional<String> objection() {
        return objection;
    }

    /** What was handed over. */
    public Optional<byte[]> state() {
        return state.map(bytes -> Arrays.copyOf(bytes, bytes.length));
    }
}
