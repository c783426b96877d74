package dev.muster.session;

import java.util.Arrays;
import java.util.Objects;

/**
 * One session attribute in encoded form. The bytes are not copied: whoever makes or gets one must not change them.
 *
 * @param name the attribute's name
 * @param codec which codec made the bytes, so that codecs can be mixed and changed
 * @param bytes the encoded value
 */
public record StoredAttribute(String name, String codec, byte[] bytes) {

    /** Checks that no component is missing. */
    public StoredAttribute {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredAttribute that
                && name.equals(that.name)
                && codec.equals(that.codec)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(name, codec) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "StoredAttribute[" + name + ", " + codec + ", " + bytes.length + " bytes]";
    }
}
