package dev.muster.extension.registry;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep the JVM alive and see the application's classes. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** Threads with this name. */
    public static ThreadFactory named(String name, ClassLoader application) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(application);
            return thread;
        };
    }
}
