package dev.muster.session.kryo;

/** A class may not be made, or not by Kryo. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(Throwable cause) {
        super(cause);
    }

    RefusedException(Class<?> type) {
        super(type.getName() + " is not for Kryo");
    }
}
