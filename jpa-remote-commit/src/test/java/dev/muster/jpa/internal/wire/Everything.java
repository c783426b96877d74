package dev.muster.jpa.internal.wire;

import dev.muster.jpa.internal.commit.Eviction;
import java.util.List;

/** Takes every frame and looks at all of it. */
final class Everything implements FrameHandler {

    private long seen;

    @Override
    public void sync(StreamMark mark, String unit) {
        seen += mark.sequence() + unit.length();
    }

    @Override
    public void heartbeat(long stamp, List<StreamMark> marks) {
        seen += stamp + marks.size();
    }

    @Override
    public void heard(long stamp, List<StreamMark> marks) {
        seen += stamp + marks.size();
    }

    @Override
    public void resume(List<Position> positions) {
        seen += positions.size();
    }

    @Override
    public void evict(StreamMark mark, Eviction eviction, boolean acknowledge) {
        eviction.types().forEach(type -> seen += type.keys().hashCode());
    }

    @Override
    public void goodbye() {
        seen++;
    }

    @Override
    public void refused(Refusal refusal) {
        seen += refusal.reason().length();
    }

    @Override
    public String toString() {
        return String.valueOf(seen);
    }
}
