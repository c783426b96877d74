package dev.muster.session.codec;

import dev.muster.session.StoredAttribute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The payload of a session row: a format version, then each attribute's name, codec and bytes, every text and byte array
 * after its length. Stateless.
 */
public final class Envelope {

    private static final int VERSION = 1;

    private Envelope() {}

    /** The attributes as one byte array. */
    public static byte[] pack(Collection<StoredAttribute> attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(attributes.size());
            for (StoredAttribute attribute : attributes) {
                write(out, attribute.name().getBytes(StandardCharsets.UTF_8));
                write(out, attribute.codec().getBytes(StandardCharsets.UTF_8));
                write(out, attribute.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array takes all bytes", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The attributes of a payload, by name.
     *
     * @throws IOException if the payload is none that {@link #pack} makes
     */
    public static Map<String, StoredAttribute> unpack(byte[] payload) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("its format is " + version + ", this release reads " + VERSION);
            }
            Map<String, StoredAttribute> attributes = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                StoredAttribute attribute = new StoredAttribute(text(in), text(in), bytes(in));
                attributes.put(attribute.name(), attribute);
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes are left over");
            }
            return attributes;
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
