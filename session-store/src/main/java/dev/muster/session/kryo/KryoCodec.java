package dev.muster.session.kryo;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.muster.session.AttributeClasses;
import dev.muster.session.AttributeCodec;
import java.io.IOException;
import java.io.InvalidClassException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Attributes by Kryo 5, as far as {@linkplain Shapes it brings them back as Java serialization would}; all others it
 * declines. Thread-safe: a Kryo is used by one thread at a time and waits in a queue meanwhile.
 */
final class KryoCodec implements AttributeCodec {

    private static final int FIRST_BUFFER = 512;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final AttributeClasses classes;
    private final Queue<AttributeKryo> idle = new ConcurrentLinkedQueue<>();

    KryoCodec(AttributeClasses classes) {
        this.classes = classes;
        idle.add(new AttributeKryo(classes));
    }

    /** What fails here for whatever reason is left to Java serialization, which finds the words if it fails there too. */
    @Override
    public Optional<byte[]> encode(Object value) {
        if (!Shapes.take(value.getClass())) {
            return Optional.empty();
        }
        AttributeKryo kryo = borrow();
        try (Output output = new Output(FIRST_BUFFER, MOST_BYTES)) {
            kryo.writeClassAndObject(output, value);
            idle.add(kryo);
            return Optional.of(output.toBytes());
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    @Override
    public Object decode(byte[] bytes) throws IOException {
        AttributeKryo kryo = borrow();
        try (Input input = new BoundedInput(bytes)) {
            Object value = kryo.readClassAndObject(input);
            idle.add(kryo);
            if (value == null || input.position() != bytes.length) {
                throw new IOException("it is null, or bytes are left over");
            }
            return value;
        } catch (KryoException | RefusedException e) {
            throw refusal(e);
        }
    }

    private static IOException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidClassException refused) {
                return refused;
            }
        }
        return new IOException(failure.getMessage(), failure);
    }

    /** One that failed is not used again. */
    private AttributeKryo borrow() {
        @Nullable AttributeKryo kryo = idle.poll();
        return kryo == null ? new AttributeKryo(classes) : kryo;
    }
}
