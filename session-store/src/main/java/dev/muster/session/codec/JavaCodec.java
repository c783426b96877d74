package dev.muster.session.codec;

import dev.muster.session.AttributeClasses;
import dev.muster.session.AttributeCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.util.Optional;

/** Java serialization, which takes whatever the container's own sessions take when they are stored. Thread-safe. */
final class JavaCodec implements AttributeCodec {

    static final String NAME = "java";

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private final AttributeClasses classes;
    private final WrittenClasses written;

    JavaCodec(AttributeClasses classes, WrittenClasses written) {
        this.classes = classes;
        this.written = written;
    }

    @Override
    public Optional<byte[]> encode(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NotedObjectOutput out = new NotedObjectOutput(bytes, written)) {
            out.writeObject(value);
        }
        return Optional.of(bytes.toByteArray());
    }

    @Override
    public Object decode(byte[] bytes) throws IOException, ClassNotFoundException {
        return decode(bytes, classes);
    }

    /** Shows a filter all that it will be asked for when these bytes are read; they were written here. */
    void rehearse(byte[] bytes, ObjectInputFilter filter) {
        try {
            decode(bytes, new AttributeClasses(classes.loader(), filter));
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            LOG.log(System.Logger.Level.DEBUG, "an attribute cannot be read back by the server that wrote it", e);
        }
    }

    private static Object decode(byte[] bytes, AttributeClasses classes) throws IOException, ClassNotFoundException {
        try (FilteredObjectInput in = new FilteredObjectInput(new ByteArrayInputStream(bytes), classes)) {
            Object value = in.readObject();
            if (value == null) {
                throw new IOException("it is null");
            }
            return value;
        }
    }
}
