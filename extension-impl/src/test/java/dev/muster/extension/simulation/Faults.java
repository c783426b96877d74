package dev.muster.extension.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Plays faults at random, each with an end. */
final class Faults {

    /** A lease's last third is what the database's clock may gain on the servers' while one lasts. */
    private static final int MAX_JUMP_MILLIS = 900;

    private final Cluster cluster;
    private final Timeline time;
    private final long end;
    private final Map<Fault, Integer> played = new EnumMap<>(Fault.class);
    private long jumpAllowed;

    Faults(Cluster cluster) {
        this.cluster = cluster;
        this.time = cluster.time();
        this.end = cluster.settings().troubled().toNanos();
    }

    enum Fault {
        SERVER_CUT_FROM_DATABASE,
        REPLIES_LOST,
        SERVERS_SPLIT,
        SERVER_PAUSED,
        SERVER_KILLED,
        SERVER_LEFT,
        DATABASE_SLOW,
        DATABASE_FAILOVER,
        DATABASE_CLOCK_JUMPED,
        MESSAGES_LOST_LATE_TWICE,
        RENEWAL_WRITTEN_LATE
    }

    Map<Fault, Integer> played() {
        return played;
    }

    void begin() {
        time.after(time.about(3_000), this::next);
        time.after(end, () -> cluster.servers().forEach(SimulatedServer::stallNoMore));
    }

    private void next() {
        if (time.now() >= end) {
            return;
        }
        Fault fault = Fault.values()[time.pick(Fault.values().length)];
        if (play(fault, cluster.anyServer())) {
            played.merge(fault, 1, Integer::sum);
        }
        time.after(time.about(1_500), this::next);
    }

    private boolean play(Fault fault, SimulatedServer server) {
        boolean possible = server.isUp() || !isOfOneServer(fault);
        if (possible) {
            cluster.history().note("fault", fault, isOfOneServer(fault) ? server.name() : "all");
            start(fault, server);
        }
        return possible;
    }

    private static boolean isOfOneServer(Fault fault) {
        return switch (fault) {
            case SERVERS_SPLIT, DATABASE_SLOW, DATABASE_FAILOVER, DATABASE_CLOCK_JUMPED, MESSAGES_LOST_LATE_TWICE ->
                false;
            default -> true;
        };
    }

    private void start(Fault fault, SimulatedServer server) {
        switch (fault) {
            case SERVER_CUT_FROM_DATABASE -> server.weather().cut(span(5_000));
            case REPLIES_LOST -> server.weather().loseReplies(span(4_000));
            case SERVERS_SPLIT -> split();
            case SERVER_PAUSED -> server.process().pause(span(time.chance(0.5) ? 600 : 6_000));
            case SERVER_KILLED -> {
                server.crash();
                time.after(span(3_000), server::start);
            }
            case SERVER_LEFT -> {
                server.leave();
                time.after(span(3_000), () -> restart(server));
            }
            case DATABASE_SLOW -> cluster.climate().slow(span(3_000));
            case DATABASE_FAILOVER -> failOver();
            case DATABASE_CLOCK_JUMPED -> jump(time.pick(MAX_JUMP_MILLIS));
            case MESSAGES_LOST_LATE_TWICE -> cluster.climate().loseMessages(span(8_000));
            case RENEWAL_WRITTEN_LATE -> server.stall();
        }
    }

    /** So long on average, over when all faults are. */
    private long span(double meanMillis) {
        return Math.min(time.about(meanMillis), end - time.now());
    }

    /** A goodbye may take its time: nobody starts a server whose process is still there. */
    private void restart(SimulatedServer server) {
        if (server.process().isAlive()) {
            time.after(Duration.ofMillis(100).toNanos(), () -> restart(server));
        } else {
            server.start();
        }
    }

    private void split() {
        cluster.servers().forEach(server -> server.weather().moveTo(time.pick(2)));
        time.after(
                span(5_000),
                () -> cluster.servers().forEach(server -> server.weather().moveTo(0)));
    }

    /** The new primary's clock may be behind, and a little ahead. */
    private void failOver() {
        ModelDatabase database = cluster.database();
        if (!database.isUp()) {
            return;
        }
        Tables commits = cluster.settings().losingCommits() ? database.tables().copy() : database.tables();
        time.after(cluster.settings().losingCommits() ? time.between(0, 500) : 0, () -> {
            database.stop();
            time.after(span(1_500), () -> {
                jump(time.pick(2_000 + MAX_JUMP_MILLIS) - 2_000);
                database.start(commits);
                cluster.history().note("primary", database.now());
            });
        });
    }

    private void jump(int millis) {
        if (millis > 0 && time.now() < jumpAllowed) {
            return;
        }
        if (millis > 0) {
            jumpAllowed = time.now() + cluster.settings().lease().toNanos();
        }
        cluster.database().moveClock(millis);
        cluster.history().note("clock", millis);
    }
}
