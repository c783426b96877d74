package dev.muster.session;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The classes that session attributes may be made of: those of one application that pass its filter. Immutable and
 * thread-safe.
 *
 * @param loader where classes are looked for
 * @param filter what must be asked before an object of a class is made
 */
public record AttributeClasses(ClassLoader loader, ObjectInputFilter filter) {

    /** Checks that no component is missing. */
    public AttributeClasses {
        Objects.requireNonNull(loader, "loader");
        Objects.requireNonNull(filter, "filter");
    }

    /**
     * The class of a name as {@link Class#getName()} gives it. It is not initialized.
     *
     * @throws ClassNotFoundException if the application has none of that name
     * @throws InvalidClassException if the filter refuses it
     */
    public Class<?> load(String name) throws ClassNotFoundException, InvalidClassException {
        Class<?> type = Class.forName(name, false, loader);
        require(type);
        return type;
    }

    /**
     * Does nothing if objects of this class may be made.
     *
     * @throws InvalidClassException if the filter refuses it
     */
    public void require(Class<?> type) throws InvalidClassException {
        if (filter.checkInput(new Question(type)) == ObjectInputFilter.Status.REJECTED) {
            throw new InvalidClassException(type.getName(), "the filter of session attributes refuses it");
        }
    }

    /** Asks for a class alone: limits of size are the codec's to keep. */
    private record Question(@Nullable Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
