package dev.muster.session.jdbc;

import dev.muster.session.StoredAttribute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a session row: a format version and the number of attributes; then of each its name, its codec, and
 * either its bytes or, if they are kept apart, the digest under which. Every text and byte array comes after its length.
 *
 * <p>Attributes are in the order of their names, so that payloads of the same attributes begin alike: a database that logs
 * only what changed in a row logs little. Immutable.
 *
 * @param within the attributes whose bytes are in the payload, by name
 * @param apart the others
 */
record Envelope(Map<String, StoredAttribute> within, List<Reference> apart) {

    private static final int FORMAT = 2;
    private static final int WITHIN = 0;
    private static final int APART = 1;

    /** An attribute whose bytes are kept apart under their digest. */
    record Reference(String name, String codec, String digest) {}

    /** The payload of attributes; those that are marked as kept apart are only named. */
    static byte[] pack(Collection<StoredAttribute> attributes) {
        Map<String, StoredAttribute> ordered = new TreeMap<>();
        attributes.forEach(attribute -> ordered.put(attribute.name(), attribute));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(ordered.size());
            for (StoredAttribute attribute : ordered.values()) {
                write(out, attribute);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array takes all bytes", e);
        }
        return bytes.toByteArray();
    }

    /**
     * What a payload holds.
     *
     * @throws IOException if the payload is none that {@link #pack} makes
     */
    static Envelope unpack(byte[] payload) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw new IOException("its format is " + format + ", this release reads " + FORMAT);
            }
            Envelope envelope = new Envelope(new HashMap<>(), new ArrayList<>());
            for (int left = in.readInt(); left > 0; left--) {
                envelope.read(in);
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes are left over");
            }
            return envelope;
        }
    }

    /** The attribute of a reference, once its bytes are there; null if they are not what the reference means. */
    static @Nullable StoredAttribute resolve(Reference reference, byte[] bytes) {
        StoredAttribute attribute = new StoredAttribute(reference.name(), reference.codec(), bytes).keptApart();
        return attribute.digest().equals(reference.digest()) ? attribute : null;
    }

    private static void write(DataOutputStream out, StoredAttribute attribute) throws IOException {
        write(out, attribute.name().getBytes(StandardCharsets.UTF_8));
        write(out, attribute.codec().getBytes(StandardCharsets.UTF_8));
        out.writeByte(attribute.isApart() ? APART : WITHIN);
        write(out, attribute.isApart() ? attribute.digest().getBytes(StandardCharsets.US_ASCII) : attribute.bytes());
    }

    private void read(DataInputStream in) throws IOException {
        String name = text(in);
        String codec = text(in);
        switch (in.readUnsignedByte()) {
            case WITHIN -> within.put(name, new StoredAttribute(name, codec, bytes(in)));
            case APART -> apart.add(new Reference(name, codec, text(in)));
            default -> throw new IOException("attribute '" + name + "' is neither within nor apart");
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    /** A length is believed only as far as there are bytes, so that a broken one cannot exhaust the memory. */
    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("it names " + length + " bytes where " + in.available() + " are left");
        }
        return in.readNBytes(length);
    }
}
