package dev.muster.session;

import java.io.IOException;
import java.util.Optional;

/**
 * Makes bytes of session attributes and values of bytes. Written for by whoever knows a format that is faster or smaller
 * than Java serialization; its test extends {@code AttributeCodecContract}.
 *
 * <p>A codec need not take every value: what it declines is stored by Java serialization. What it takes has to come back
 * as Java serialization would bring it back, shared references, {@code transient} fields and class versions included.
 *
 * <p>Implementations are thread-safe, are opened once per application by an {@link AttributeCodecProvider}, and make
 * objects of no class that their {@link AttributeClasses} refuse.
 */
public interface AttributeCodec {

    /**
     * The encoded value, or empty if this codec declines it.
     *
     * @throws IOException if the value cannot be encoded although the codec takes its kind
     */
    Optional<byte[]> encode(Object value) throws IOException;

    /**
     * The value of bytes that {@link #encode} made, here or on another server. The bytes may have been tampered with.
     *
     * @throws IOException if the bytes are broken, too large, or hold a class that is refused
     * @throws ClassNotFoundException if this application does not have a class
     */
    Object decode(byte[] bytes) throws IOException, ClassNotFoundException;
}
