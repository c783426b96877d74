package dev.muster.jpa.internal.wire;

import dev.muster.jpa.internal.commit.Eviction;
import java.util.List;

/** Takes what a {@link FrameDecoder} has read, in order, on the reading thread. What is not overridden is not due. */
public interface FrameHandler {

    /** The stream with this number carries the commits of this unit and has got this far. */
    default void sync(StreamMark mark, String unit) throws ProtocolException {
        throw notDue("SYNC");
    }

    /**
     * The streams have got this far.
     *
     * @param stamp of the sender's clock, to be sent back
     */
    default void heartbeat(long stamp, List<StreamMark> marks) throws ProtocolException {
        throw notDue("HEARTBEAT");
    }

    /**
     * The peer has followed our streams this far.
     *
     * @param stamp the stamp of the heartbeat that it answers; 0 if it answers a commit
     * @param marks in our numbers
     */
    default void heard(long stamp, List<StreamMark> marks) throws ProtocolException {
        throw notDue("HEARD");
    }

    /** Where the peer has got to with our streams, and wants to go on. */
    default void resume(List<Position> positions) throws ProtocolException {
        throw notDue("RESUME");
    }

    /**
     * One commit.
     *
     * @param acknowledge whether the peer waits to hear that it is done
     */
    default void evict(StreamMark mark, Eviction eviction, boolean acknowledge) throws ProtocolException {
        throw notDue("EVICT");
    }

    /** The peer leaves; it has sent everything. */
    default void goodbye() throws ProtocolException {
        throw notDue("GOODBYE");
    }

    /** The peer does not want this link. */
    default void refused(Refusal refusal) throws ProtocolException {
        throw notDue("REFUSED");
    }

    private static ProtocolException notDue(String frame) {
        return new ProtocolException("a frame of type " + frame + " where none is due");
    }
}
