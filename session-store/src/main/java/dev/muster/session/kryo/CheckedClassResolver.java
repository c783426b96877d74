package dev.muster.session.kryo;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;

/** Writes the version of a class behind its name and compares it when it is read. */
final class CheckedClassResolver extends DefaultClassResolver {

    @Override
    @SuppressWarnings("rawtypes")
    protected void writeName(Output output, Class type, Registration registration) {
        boolean isFirst = classToNameId == null || !classToNameId.containsKey(type);
        super.writeName(output, type, registration);
        if (isFirst) {
            output.writeLong(Shapes.version(type));
        }
    }

    @Override
    protected Registration readName(Input input) {
        int before = nameIdToClass == null ? 0 : nameIdToClass.size;
        Registration registration = super.readName(input);
        Class<?> type = registration.getType();
        if (nameIdToClass.size > before && input.readLong() != Shapes.version(type)) {
            throw new KryoException(type.getName() + " was written as another version of the class");
        }
        return registration;
    }
}
