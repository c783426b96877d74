package dev.muster.session.servlet;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;

/** A stored session as a framework sees it that manages its sessions by itself. Thread-safe. */
public interface NativeSession extends HttpSession {

    /** Whether it can still be used; never throws. */
    boolean isValid();

    /** Whether it ended because nobody used it. */
    boolean hasExpired();

    /** When the request that uses it now, or the last one, began; by the database's clock. */
    Instant accessedAt();
}
