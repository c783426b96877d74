package dev.muster.session.codec;

import java.io.InvalidClassException;

/** An object is refused although its class is not. */
final class RefusedObjectException extends InvalidClassException {

    private static final long serialVersionUID = 1L;

    RefusedObjectException(String className, String reason) {
        super(className, reason);
    }
}
