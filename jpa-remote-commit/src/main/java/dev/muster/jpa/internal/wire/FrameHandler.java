package dev.muster.jpa.internal.wire;

import dev.muster.jpa.internal.commit.Eviction;
import java.util.List;

/** Takes what a {@link FrameDecoder} has read, in order, on the reading thread. */
public interface FrameHandler {

    /** The stream with this number carries the commits of this unit and has got this far. */
    void sync(StreamMark mark, String unit);

    /**
     * The streams have got this far.
     *
     * @param stamp of the sender's clock, to be sent back
     */
    void heartbeat(long stamp, List<StreamMark> marks);

    /**
     * The peer has followed our streams this far.
     *
     * @param stamp the stamp of the heartbeat that it answers; 0 if it answers a commit
     * @param marks in our numbers
     */
    void heard(long stamp, List<StreamMark> marks);

    /** Where the peer has got to with our streams, and wants to go on. */
    void resume(List<Position> positions);

    /**
     * One commit.
     *
     * @param acknowledge whether the peer waits to hear that it is done
     */
    void evict(StreamMark mark, Eviction eviction, boolean acknowledge) throws ProtocolException;

    /** The peer leaves; it has sent everything. */
    void goodbye();

    /** The peer does not want this link. */
    void refused(Refusal refusal);
}
