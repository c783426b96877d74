package dev.muster.benchmarks.micro;

import dev.muster.benchmarks.jpa.spec.Items;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.wire.FrameDecoder;
import dev.muster.jpa.internal.wire.FrameEncoder;
import dev.muster.jpa.internal.wire.FrameHandler;
import dev.muster.jpa.internal.wire.ProtocolException;
import dev.muster.jpa.internal.wire.StreamMark;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A commit of some entities as a frame of the mesh, written and read on a link that knows the type already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark implements FrameHandler {

    private static final String TYPE = "dev.muster.benchmarks.app.Cart";
    private static final StreamMark MARK = new StreamMark(0, 4711);

    private final FrameEncoder encoder = new FrameEncoder();
    private final FrameDecoder decoder = new FrameDecoder();
    private Eviction eviction = Eviction.EVERYTHING;
    private Eviction decoded = Eviction.EVERYTHING;
    private byte[] frame = new byte[0];

    /** How many entities were changed. */
    @Param({"1", "10", "100"})
    public int ids = 1;

    /** Makes the frame, and lets both sides know the type. */
    @Setup
    public void encodeOnce() throws ProtocolException {
        EvictionBuilder builder = new EvictionBuilder();
        for (int i = 0; i < ids; i++) {
            builder.entity(TYPE, EntityKey.of(Items.key(i)));
        }
        eviction = builder.build();
        for (byte[] first : encoder.evict(MARK, eviction, false)) {
            decoder.decode(first, this);
        }
        frame = encode().get(0);
    }

    /** As the writer of a link does. */
    @Benchmark
    public List<byte[]> encode() {
        return encoder.evict(MARK, eviction, false);
    }

    /** As the reader of a link does. */
    @Benchmark
    public Eviction decode() throws ProtocolException {
        decoder.decode(frame, this);
        return decoded;
    }

    @Override
    public void evict(StreamMark mark, Eviction received, boolean acknowledge) {
        decoded = received;
    }
}
