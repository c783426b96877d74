package dev.muster.extension.infinispan;

import java.util.List;

/** What JMX shows of the fast path of rooms. */
public interface CacheMXBean {

    /** {@code UP}, {@code DEGRADED} or {@code DOWN}. */
    String getState();

    /** The live servers that this one does not reach, by name. */
    List<String> getMissing();

    /** Why it is down; empty unless it is. */
    String getReason();
}
