package dev.muster.benchmarks.micro;

import dev.muster.benchmarks.app.Cart;
import dev.muster.session.StoredAttribute;
import dev.muster.session.codec.AttributeCodecs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An attribute encoded, decoded, and digested to find changes in place. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

    private final AttributeCodecs codec = new AttributeCodecs(List.of(CodecBenchmark.class.getClassLoader()));

    /** What is encoded. */
    @Param({"counter", "cart", "100 KiB"})
    public String kind = "counter";

    private Object value = 0;
    private StoredAttribute encoded = new StoredAttribute("value", AttributeCodecs.NAME, new byte[0]);

    /** Makes the value of this kind. */
    @Setup
    public void encodeOnce() {
        value = switch (kind) {
            case "counter" -> 4711;
            case "cart" -> Cart.of(5);
            default -> new byte[100 * 1024];
        };
        encoded = codec.encode("value", value);
    }

    /** As at the end of a request that changed or read it. */
    @Benchmark
    public StoredAttribute encode() {
        return codec.encode("value", value);
    }

    /** As at the first look on a server. */
    @Benchmark
    public Optional<Object> decode() {
        return codec.decode(encoded);
    }

    /** As once for each version of an attribute; the copy has no digest yet. */
    @Benchmark
    public String digest() {
        return new StoredAttribute(encoded.name(), encoded.codec(), encoded.bytes()).digest();
    }
}
