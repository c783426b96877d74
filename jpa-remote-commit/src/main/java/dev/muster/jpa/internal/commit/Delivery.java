package dev.muster.jpa.internal.commit;

import java.time.Duration;

/**
 * Whether a commit waits until its evictions are done on the peers. Immutable.
 *
 * @param limit longest time to wait; zero does not wait
 */
public record Delivery(Duration limit) {

    /** The commit does not wait. */
    public static final Delivery ASYNC = new Delivery(Duration.ZERO);

    /** Limit of those who want to wait and name none. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(1);

    /** Whether a commit waits. */
    public boolean isSync() {
        return !limit.isZero();
    }
}
