package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.wire.FrameHandler;
import dev.muster.jpa.internal.wire.ProtocolException;
import dev.muster.jpa.internal.wire.Refusal;
import dev.muster.jpa.internal.wire.StreamMark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the streams of one peer over one link. Whatever is missing empties the caches of its unit. For one thread.
 */
final class Receiver implements FrameHandler {

    private final String peer;
    private final Progress progress;
    private final LocalUnits units;
    private final Map<Integer, String> streams = new HashMap<>();
    private @Nullable String ended;
    private boolean orderly;
    private boolean duplicate;

    Receiver(String peer, Progress progress, LocalUnits units) {
        this.peer = peer;
        this.progress = progress;
        this.units = units;
    }

    @Override
    public void sync(StreamMark mark, String unit) {
        streams.put(mark.stream(), unit);
        if (progress.position(unit, mark.sequence()) == Progress.Step.GAP) {
            units.empty(unit, "new or interrupted stream of " + peer);
        }
    }

    @Override
    public void heartbeat(List<StreamMark> marks) {
        for (StreamMark mark : marks) {
            @Nullable String unit = streams.get(mark.stream());
            if (unit != null && progress.position(unit, mark.sequence()) == Progress.Step.GAP) {
                units.empty(unit, "commits of " + peer + " were missed");
            }
        }
    }

    @Override
    public void evict(StreamMark mark, Eviction eviction) throws ProtocolException {
        @Nullable String unit = streams.get(mark.stream());
        if (unit == null) {
            throw new ProtocolException("stream " + mark.stream() + " that was never named");
        }
        switch (progress.commit(unit, mark.sequence())) {
            case NEXT -> units.evict(unit, eviction, null);
            case GAP -> units.empty(unit, "commits of " + peer + " were missed");
            case KNOWN -> {}
        }
    }

    @Override
    public void goodbye() {
        ended = "it said goodbye";
        orderly = true;
    }

    @Override
    public void refused(Refusal refusal) {
        ended = "refused there: " + refusal.reason();
        duplicate = refusal.duplicate();
    }

    /** Why the peer ended the link, or null if it goes on. */
    @Nullable String ended() {
        return ended;
    }

    /** Whether the peer has sent everything before the end. */
    boolean orderly() {
        return orderly;
    }

    /** Whether the peer prefers another link to us. */
    boolean duplicate() {
        return duplicate;
    }
}
