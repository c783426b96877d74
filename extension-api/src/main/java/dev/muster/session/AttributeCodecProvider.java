package dev.muster.session;

/**
 * Opens a codec of a name. Found by {@link java.util.ServiceLoader} in the application, so a library has it by a file
 * {@code META-INF/services/dev.muster.session.AttributeCodecProvider}. Needs a public constructor without arguments, and
 * should touch its library only in {@link #open}: then the library may be left out where the codec is not used.
 */
public interface AttributeCodecProvider {

    /**
     * The name by which {@code muster.session.codec} selects the codec, and which each attribute that it encodes carries:
     * letters, digits, {@code -} and {@code _}. A format that older servers cannot read needs another name.
     */
    String name();

    /** A codec for the classes of one application. */
    AttributeCodec open(AttributeClasses classes);
}
