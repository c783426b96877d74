package dev.muster.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One session attribute in encoded form. Immutable and thread-safe as long as nobody changes the bytes: they are not
 * copied, neither on the way in nor on the way out.
 */
public final class StoredAttribute {

    private final String name;
    private final String codec;
    private final byte[] bytes;
    private final boolean apart;
    private final @Nullable StoredAttribute origin;
    private @Nullable String digest;

    /**
     * An attribute as a codec made it.
     *
     * @param name the attribute's name
     * @param codec which codec made the bytes, so that codecs can be mixed and changed
     * @param bytes the encoded value
     */
    public StoredAttribute(String name, String codec, byte[] bytes) {
        this(name, codec, bytes, false, null);
    }

    private StoredAttribute(String name, String codec, byte[] bytes, boolean apart, @Nullable StoredAttribute origin) {
        this.name = Objects.requireNonNull(name, "name");
        this.codec = Objects.requireNonNull(codec, "codec");
        this.bytes = Objects.requireNonNull(bytes, "bytes");
        this.apart = apart;
        this.origin = origin;
    }

    /** The attribute's name. */
    public String name() {
        return name;
    }

    /** Which codec made the bytes. */
    public String codec() {
        return codec;
    }

    /** The encoded value; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Whether the store keeps these very bytes apart from the session already, under their {@link #digest()}, so that
     * saving the session need not write them again.
     */
    public boolean isApart() {
        return apart;
    }

    /** The same attribute, marked as {@linkplain #isApart() kept apart}. */
    public StoredAttribute keptApart() {
        return apart ? this : new StoredAttribute(name, codec, bytes, true, origin);
    }

    /**
     * The form in which the store keeps this attribute, if something between the store and the caller translates, for
     * example decrypts; else null. Not part of what makes attributes equal.
     */
    public @Nullable StoredAttribute origin() {
        return origin;
    }

    /** The same attribute, which remembers the form in which the store keeps it. */
    public StoredAttribute madeFrom(StoredAttribute stored) {
        return new StoredAttribute(name, codec, bytes, apart, stored);
    }

    /** SHA-256 of name, codec and bytes: 64 lower-case hexadecimal digits. Computed once. */
    public String digest() {
        String known = digest;
        if (known == null) {
            known = HexFormat.of().formatHex(sha256());
            digest = known;
        }
        return known;
    }

    private byte[] sha256() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            // Names and codecs hold no character 0, so no two attributes are digested from the same bytes.
            sha256.update((name + '\0' + codec + '\0').getBytes(StandardCharsets.UTF_8));
            return sha256.digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Equal attributes have equal names, codecs and bytes. */
    @Override
    public boolean equals(@Nullable Object other) {
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
