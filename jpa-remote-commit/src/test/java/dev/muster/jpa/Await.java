package dev.muster.jpa;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and no longer than needed. */
public final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Await() {}

    /** Returns when the condition holds; fails if it does not in time. */
    public static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("still not: " + what);
            }
            boolean unused = NEVER.await(5, TimeUnit.MILLISECONDS);
        }
    }
}
