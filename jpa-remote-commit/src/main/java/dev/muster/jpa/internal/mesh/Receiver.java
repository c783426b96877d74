package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshCounter;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.wire.FrameHandler;
import dev.muster.jpa.internal.wire.Position;
import dev.muster.jpa.internal.wire.ProtocolException;
import dev.muster.jpa.internal.wire.Refusal;
import dev.muster.jpa.internal.wire.StreamMark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the streams of one peer over one link. Whatever is missing empties the caches of its unit. For one thread.
 */
final class Receiver implements FrameHandler {

    private final Progress progress;
    private final LocalUnits units;
    private final Exchange exchange;
    private final PeerState peer;
    private final Counters counters;
    private final Map<Integer, String> streams = new LinkedHashMap<>();
    private @Nullable String ended;
    private boolean orderly;
    private boolean duplicate;

    Receiver(Progress progress, LocalUnits units, Exchange exchange, PeerState peer, Counters counters) {
        this.progress = progress;
        this.units = units;
        this.exchange = exchange;
        this.peer = peer;
        this.counters = counters;
    }

    @Override
    public void resume(List<Position> positions) {
        exchange.resume(peer, positions);
    }

    @Override
    public void heard(long stamp, List<StreamMark> marks) {
        exchange.heard(peer, stamp, marks);
    }

    @Override
    public void sync(StreamMark mark, String unit) {
        streams.put(mark.stream(), unit);
        if (progress.position(unit, mark.sequence()) == Progress.Step.GAP) {
            units.empty(unit, "new or interrupted stream of " + peer.peer());
        }
    }

    @Override
    public void heartbeat(long stamp, List<StreamMark> marks) {
        for (StreamMark mark : marks) {
            @Nullable String unit = streams.get(mark.stream());
            if (unit != null && progress.position(unit, mark.sequence()) == Progress.Step.GAP) {
                missed(unit);
            }
        }
        answer(stamp, List.copyOf(streams.keySet()));
    }

    /** The peer puts no more into its outbox than we answer, so an answer that finds ours full can be left out. */
    private void answer(long stamp, List<Integer> numbers) {
        List<StreamMark> followed = numbers.stream()
                .map(number -> new StreamMark(number, progress.position(streams.getOrDefault(number, ""))))
                .toList();
        peer.outbox().offer(new Outbox.Heard(stamp, followed));
    }

    @Override
    public void evict(StreamMark mark, Eviction eviction, boolean acknowledge) throws ProtocolException {
        @Nullable String unit = streams.get(mark.stream());
        if (unit == null) {
            throw new ProtocolException("stream " + mark.stream() + " that was never named");
        }
        switch (progress.commit(unit, mark.sequence())) {
            case NEXT -> {
                counters.increment(MeshCounter.EVICTIONS);
                units.evict(unit, eviction, null);
            }
            case GAP -> missed(unit);
            case KNOWN -> {}
        }
        if (acknowledge) {
            answer(0, List.of(mark.stream()));
        }
    }

    private void missed(String unit) {
        counters.increment(MeshCounter.GAPS);
        units.empty(unit, "commits of " + peer.peer() + " were missed");
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
