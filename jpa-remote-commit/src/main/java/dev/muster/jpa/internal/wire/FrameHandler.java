package dev.muster.jpa.internal.wire;

import dev.muster.jpa.internal.commit.Eviction;
import java.util.List;

/** Takes what a {@link FrameDecoder} has read, in order, on the reading thread. */
public interface FrameHandler {

    /** The stream with this number carries the commits of this unit and has got this far. */
    void sync(StreamMark mark, String unit);

    /** The streams have got this far. */
    void heartbeat(List<StreamMark> marks);

    /** One commit. */
    void evict(StreamMark mark, Eviction eviction) throws ProtocolException;

    /** The peer leaves; it has sent everything. */
    void goodbye();

    /** The peer does not want this link. */
    void refused(Refusal refusal);
}
