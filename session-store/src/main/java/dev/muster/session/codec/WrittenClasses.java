package dev.muster.session.codec;

import java.io.InvalidClassException;

/** Is told of each class that the application writes. */
@FunctionalInterface
interface WrittenClasses {

    /**
     * Takes note of a class.
     *
     * @throws InvalidClassException if it would be refused when it is read
     */
    void note(Class<?> type) throws InvalidClassException;
}
