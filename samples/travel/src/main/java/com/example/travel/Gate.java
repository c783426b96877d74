package com.example.travel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds one request until another opens it. */
@ApplicationScoped
public class Gate {

    private volatile CountDownLatch closed = new CountDownLatch(0);

    String passWith(String luggage) {
        closed = new CountDownLatch(1);
        try {
            return luggage + (closed.await(20, TimeUnit.SECONDS) ? " passed" : " still waits");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return luggage + " turned back";
        }
    }

    boolean isWaitedFor() {
        return closed.getCount() > 0;
    }

    void open() {
        closed.countDown();
    }
}
