package dev.muster.session.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.ObjectInstantiator;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.InstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.SerializingInstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.serializers.CompatibleFieldSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers.UUIDSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.EnumNameSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.RecordSerializer;
import com.esotericsoftware.kryo.kryo5.util.DefaultInstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.util.MapReferenceResolver;
import dev.muster.session.AttributeClasses;
import java.io.InvalidClassException;
import java.util.UUID;

/**
 * A Kryo that asks before it makes anything: the first time that it meets a class, in a value or in a stream, the class
 * has to be one of {@link Shapes} and to pass the filter. For one thread at a time.
 */
final class AttributeKryo extends Kryo {

    private static final int MOST_LEVELS = 400;

    private final AttributeClasses classes;

    AttributeKryo(AttributeClasses classes) {
        super(new CheckedClassResolver(), new MapReferenceResolver());
        this.classes = classes;
        setClassLoader(classes.loader());
        setRegistrationRequired(false);
        setReferences(true);
        setMaxDepth(MOST_LEVELS);
        setInstantiatorStrategy(new Instantiators());
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Serializer getDefaultSerializer(Class type) {
        require(type);
        if (Enum.class.isAssignableFrom(type)) {
            return new EnumNameSerializer(type);
        }
        if (type == UUID.class) {
            return new UUIDSerializer();
        }
        if (Shapes.isPlain(type)) {
            return type.isRecord() ? new RecordSerializer<>(type) : fields(type);
        }
        return super.getDefaultSerializer(type);
    }

    private void require(Class<?> type) {
        if (!Shapes.take(type)) {
            throw new RefusedException(type);
        }
        try {
            classes.require(type);
        } catch (InvalidClassException e) {
            throw new RefusedException(e);
        }
    }

    /** Fields by name, so that some may come and go under one serialVersionUID, as with Java serialization. */
    private CompatibleFieldSerializer<?> fields(Class<?> type) {
        CompatibleFieldSerializer.CompatibleFieldSerializerConfig config =
                new CompatibleFieldSerializer.CompatibleFieldSerializerConfig();
        config.setExtendedFieldNames(true);
        config.setIgnoreSyntheticFields(false);
        return new CompatibleFieldSerializer<>(this, type, config);
    }

    /** No constructor of a serializable class is run; collections of the JDK need theirs. */
    private static final class Instantiators implements InstantiatorStrategy {

        private final InstantiatorStrategy platform = new DefaultInstantiatorStrategy();
        private final InstantiatorStrategy serializing = new SerializingInstantiatorStrategy();

        @Override
        public <T> ObjectInstantiator<T> newInstantiatorOf(Class<T> type) {
            return (Shapes.isPlain(type) ? serializing : platform).newInstantiatorOf(type);
        }
    }
}
