package dev.muster.session.servlet;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stored session as a framework sees it that manages its sessions by itself. Thread-safe. */
public interface NativeSession extends HttpSession {

    /** Whether it can still be used; never throws. */
    boolean isValid();

    /** Whether it ended because nobody used it. */
    boolean hasExpired();

    /** Records who is signed in, from the next save on; null for nobody. */
    void setPrincipal(@Nullable String name);

    /** When the request that uses it now, or the last one, began; by the database's clock. */
    Instant accessedAt();
}
