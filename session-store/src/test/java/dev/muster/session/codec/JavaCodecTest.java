package dev.muster.session.codec;

import dev.muster.session.AttributeClasses;
import dev.muster.session.AttributeCodec;
import dev.muster.session.AttributeCodecContract;

class JavaCodecTest extends AttributeCodecContract {

    @Override
    protected AttributeCodec open(AttributeClasses classes) {
        return new JavaCodec(classes, type -> {});
    }
}
