package dev.muster.session.servlet;

import org.jspecify.annotations.Nullable;

/** What the calling thread works on. */
final class ThreadAccess {

    private static final ThreadLocal<@Nullable SessionAccess> CURRENT = new ThreadLocal<>();

    private ThreadAccess() {}

    static @Nullable SessionAccess get() {
        return CURRENT.get();
    }

    /** Makes this the current one of the thread; returns the one before. */
    static @Nullable SessionAccess enter(@Nullable SessionAccess access) {
        SessionAccess before = CURRENT.get();
        // Not removed: to set it again would cost more than all else here, and a null keeps nothing alive
        CURRENT.set(access);
        return before;
    }
}
