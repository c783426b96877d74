package dev.muster.session.kryo;

import dev.muster.session.AttributeClasses;
import dev.muster.session.AttributeCodec;
import dev.muster.session.AttributeCodecProvider;

/**
 * The codec {@code kryo}. Needs the library {@code com.esotericsoftware.kryo:kryo5} in the application, which is touched
 * only when the codec is opened.
 */
public final class KryoCodecProvider implements AttributeCodecProvider {

    /** For the service loader. */
    public KryoCodecProvider() {}

    @Override
    public String name() {
        return "kryo";
    }

    @Override
    public AttributeCodec open(AttributeClasses classes) {
        return new KryoCodec(classes);
    }
}
