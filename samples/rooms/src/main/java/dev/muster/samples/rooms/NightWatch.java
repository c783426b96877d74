package dev.muster.samples.rooms;

import dev.muster.schedule.OncePerCluster;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.util.concurrent.atomic.AtomicInteger;

/** Each server has a watchman, but only one of them makes each round. */
@Singleton
@Startup
public class NightWatch {

    static final String ROUND = "night watch";

    private final AtomicInteger rounds = new AtomicInteger();

    /** Called on every server. */
    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    @OncePerCluster(name = ROUND, atMostEvery = "1500ms")
    public void makeRound() {
        rounds.incrementAndGet();
    }

    /** How many rounds were made on this server. */
    public int getRounds() {
        return rounds.get();
    }
}
