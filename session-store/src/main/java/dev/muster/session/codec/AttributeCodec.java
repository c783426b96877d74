package dev.muster.session.codec;

import dev.muster.MusterException;
import dev.muster.session.StoredAttribute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Session attributes by Java serialization, read back through a filter that limits depth, references, bytes and array
 * lengths. Thread-safe.
 */
public final class AttributeCodec {

    /** The name of this codec in stored attributes. */
    public static final String NAME = "java";

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final int REMEMBERED_NAMES = 1000;

    /** Another request may be changing the value while it is written. */
    private static final int TRIES = 10;

    private final List<ClassLoader> loaders;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /**
     * A codec for the classes of one application.
     *
     * @param loaders where classes are looked for, in this order
     */
    public AttributeCodec(List<ClassLoader> loaders) {
        this.loaders = List.copyOf(loaders);
    }

    /**
     * The encoded attribute.
     *
     * @throws MusterException if the value or something that it holds is not serializable; the message names attribute
     *     and class
     */
    public StoredAttribute encode(String name, Object value) {
        for (int tries = 1; ; tries++) {
            try {
                return new StoredAttribute(name, NAME, write(value));
            } catch (IOException | RuntimeException | StackOverflowError e) {
                if (tries == TRIES || !(e instanceof ConcurrentModificationException)) {
                    throw new MusterException(
                            e,
                            SessionMessage.NOT_SERIALIZABLE,
                            name,
                            value.getClass().getName(),
                            e);
                }
            }
        }
    }

    private static byte[] write(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    /** The value; empty, and reported once per name, if this application cannot read it. */
    public Optional<Object> decode(StoredAttribute attribute) {
        try {
            return Optional.of(read(attribute));
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            report(attribute.name(), e);
            return Optional.empty();
        }
    }

    private Object read(StoredAttribute attribute) throws IOException, ClassNotFoundException {
        if (!attribute.codec().equals(NAME)) {
            throw new IOException("its codec is '" + attribute.codec() + "', this release has '" + NAME + "'");
        }
        try (FilteredObjectInput in = new FilteredObjectInput(new ByteArrayInputStream(attribute.bytes()), loaders)) {
            Object value = in.readObject();
            if (value == null) {
                throw new IOException("it is null");
            }
            return value;
        }
    }

    private void report(String name, Throwable reason) {
        if (reported.size() < REMEMBERED_NAMES && reported.add(name)) {
            LOG.log(System.Logger.Level.WARNING, SessionMessage.UNDECODABLE.text(name, reason));
        }
    }
}
