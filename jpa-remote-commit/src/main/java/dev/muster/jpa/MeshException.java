package dev.muster.jpa;

/** The mesh, or an adapter's settings for it, cannot be used as given. The message starts with a {@code MUSTER-0nn} code. */
public final class MeshException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MeshException(String message) {
        super(message);
    }

    public MeshException(String message, Throwable cause) {
        super(message, cause);
    }
}
