package dev.muster.benchmarks.failover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Some servers are killed at random moments of the same two seconds, which is as often as a lease is renewed. Each of the
 * others waits for a room of one of them. Then the dead are started again.
 */
final class KillRound {

    private static final double SPREAD_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_ROOMS = 1_000;

    private final RoomCluster cluster;
    private final List<RoomProcess> order;
    private final Random random;

    KillRound(RoomCluster cluster, Random random) {
        this.cluster = cluster;
        this.random = random;
        order = new ArrayList<>(cluster.servers());
        Collections.shuffle(order, random);
    }

    /** The time from each kill until the room was granted anew, in nanoseconds. */
    List<Long> kill(int count) throws IOException {
        for (RoomProcess server : order) {
            awaitAll(server);
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(pair(order.get(i), order.get(count + i)));
        }
        List<Long> killed = new ArrayList<>();
        for (Pair pair : pairs) {
            LockSupport.parkNanos((long) (random.nextDouble() * SPREAD_NANOS / count));
            killed.add(pair.kill());
        }
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nanos.add(pairs.get(i).granted() - killed.get(i));
        }
        cluster.restart(order.subList(0, count));
        return nanos;
    }

    /** Waits until a server sees all others. */
    private void awaitAll(RoomProcess server) throws IOException {
        while (Integer.parseInt(server.ask("servers")) < order.size()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Opens rooms until one of them lives on the victim. They stay open, so that the next is placed elsewhere. */
    private Pair pair(RoomProcess victim, RoomProcess other) throws IOException {
        for (int i = 0; i < MOST_ROOMS; i++) {
            String room = "room-" + Long.toHexString(random.nextLong());
            String[] home = other.ask("enter " + room).split(" ");
            if (home[0].equals(victim.name())) {
                return new Pair(victim, other, room, Long.parseLong(home[1]));
            }
        }
        throw new IOException("none of " + MOST_ROOMS + " rooms was placed on " + victim.name());
    }

    /** A server that will be killed, a room that lives on it, and a server that waits for it. */
    private record Pair(RoomProcess victim, RoomProcess other, String room, long epoch) {

        long kill() throws IOException {
            other.tell("after " + room + " " + epoch);
            long now = System.nanoTime();
            victim.kill();
            return now;
        }

        long granted() throws IOException {
            String[] answer = other.answer().split(" ");
            if (answer[1].equals(victim.name())) {
                throw new IOException("the room " + room + " went to " + answer[1] + ", which is dead");
            }
            return Long.parseLong(answer[0]);
        }
    }
}
