package dev.muster.jpa.internal.link;

import dev.muster.jpa.internal.wire.Hello;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection that did not become a link; the message is the reason. */
public final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long bytes;
    private final boolean duplicate;
    private final transient @Nullable Hello remote;

    RefusedException(String reason, long bytes, boolean duplicate, @Nullable Hello remote) {
        super(reason);
        this.bytes = bytes;
        this.duplicate = duplicate;
        this.remote = remote;
    }

    /** Number of bytes that were received. */
    public long bytes() {
        return bytes;
    }

    /** Who was at the other end, if it got as far as an introduction. */
    public @Nullable Hello remote() {
        return remote;
    }

    /** Whether this is no fault: a second link between two servers, or a call to oneself. */
    public boolean duplicate() {
        return duplicate;
    }
}
