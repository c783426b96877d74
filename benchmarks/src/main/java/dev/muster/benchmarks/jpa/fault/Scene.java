package dev.muster.benchmarks.jpa.fault;

import dev.muster.benchmarks.jpa.cluster.JpaProcess;
import dev.muster.benchmarks.jpa.fault.Arena.Stale;
import dev.muster.benchmarks.jpa.spec.JpaVariant;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Something that goes wrong. Each scene has a cluster of its own, whose nodes have all entities in their caches. */
public enum Scene {
    LINK_CUT("link cut for 2 s under load", 2) {
        @Override
        Report play(Arena arena, int rounds) throws IOException, SQLException {
            arena.startLoad(0);
            arena.startLoad(1);
            Arena.pass(SECOND);
            arena.network().cut();
            Arena.pass(Duration.ofSeconds(2));
            arena.network().heal();
            Arena.pass(SECOND);
            int commits = arena.stopLoad(0) + arena.stopLoad(1);
            return new Report(commits, arena.check(), "");
        }
    },

    STOPPED("peer stopped (SIGSTOP) for 10 s under load", 2) {
        @Override
        Report play(Arena arena, int rounds) throws IOException, SQLException, InterruptedException {
            arena.startLoad(0);
            Arena.pass(SECOND);
            arena.node(1).signal("STOP");
            Arena.pass(Duration.ofSeconds(10));
            int commits = arena.stopLoad(0);
            arena.node(1).signal("CONT");
            return new Report(commits, arena.check(), "");
        }
    },

    KILLED("committing server killed (SIGKILL) as its commit returns", 2) {
        @Override
        Report play(Arena arena, int rounds) throws IOException, SQLException, InterruptedException {
            int lost = 0;
            for (int round = 0; round < rounds; round++) {
                arena.node(0).tell("die", round % Arena.ITEMS);
                arena.node(0).awaitEnd();
                // What is lost stays old: each round changes another entity
                lost = Math.max(lost, arena.checkSoon(List.of(arena.node(1))).entities());
                arena.cluster().restart(0);
                Arena.load(arena.node(1));
            }
            return new Report(rounds, arena.check(), lost + " of " + rounds + " commits not seen within the bound");
        }
    },

    NEVER_READS("peer accepts and never reads", 3) {
        @Override
        Report play(Arena arena, int rounds) throws IOException, SQLException, InterruptedException {
            JpaProcess sender = arena.node(0);
            long before = sender.number("memory");
            arena.node(2).signal("STOP");
            String events = isOpenJpa(arena) ? sendEvents(sender, arena.node(1), 100 * rounds) : "";
            int commits = 0;
            for (int i = 0; i < 10 * rounds; i++) {
                sender.ask("commit", 1, IDS, i * IDS % Arena.ITEMS, 0);
                commits++;
            }
            long after = sender.number("memory");
            Stale healthy = arena.check(List.of(arena.node(1)));
            arena.node(2).signal("CONT");
            String note = String.format(
                    Locale.ROOT,
                    "%s%,d keys; the sender's heap grew by %,d KiB; stale at the healthy peer: %d",
                    events,
                    commits * IDS,
                    (after - before) / 1024,
                    healthy.entities());
            return new Report(commits, arena.check(), note);
        }
    },

    BACK_AT_ONCE("peer killed and back within 300 ms, under load", 2) {
        @Override
        Report play(Arena arena, int rounds) throws IOException, SQLException, InterruptedException {
            JpaProcess next = arena.cluster().standBy(1);
            arena.startLoad(0);
            arena.startLoad(1);
            Arena.pass(SECOND);
            arena.node(1).signal("KILL");
            arena.node(1).awaitEnd();
            long gone = System.nanoTime();
            arena.cluster().replace(1, next);
            long millis = (System.nanoTime() - gone) / 1_000_000;
            Arena.load(arena.node(1));
            arena.startLoad(1);
            Arena.pass(Duration.ofSeconds(3));
            int commits = arena.stopLoad(0) + arena.stopLoad(1);
            return new Report(commits, arena.check(), "back after " + millis + " ms");
        }
    },

    ONE_WAY("peer hears nothing and is heard, for 10 s under load", 2) {
        @Override
        Report play(Arena arena, int rounds) throws IOException, SQLException {
            arena.startLoad(0);
            arena.startLoad(1);
            Arena.pass(SECOND);
            arena.network().deafen(1, 0);
            Arena.pass(Duration.ofSeconds(4));
            int commits = arena.stopLoad(0) + arena.stopLoad(1);
            Stale deaf = arena.check();
            arena.network().heal();
            String note =
                    "stale before it heard again: " + deaf.entities() + " entities, " + deaf.queries() + " queries";
            return new Report(commits, deaf.plus(arena.check()), note);
        }
    },

    CLOCK("wall clock an hour ahead, then an hour behind, under load", 2) {
        @Override
        Report play(Arena arena, int rounds) throws IOException, SQLException {
            arena.node(1).quit();
            JpaProcess wrong = arena.cluster().restartWithClock(1);
            arena.connectAll();
            arena.startLoad(0);
            arena.startLoad(1);
            Arena.pass(SECOND);
            String note = "it was " + hoursAhead(wrong, HOUR) + " h ahead";
            Arena.pass(Duration.ofSeconds(3));
            note += ", then " + hoursAhead(wrong, -HOUR) + " h";
            Arena.pass(Duration.ofSeconds(3));
            int commits = arena.stopLoad(0) + arena.stopLoad(1);
            return new Report(commits, arena.check(), note);
        }
    },

    ROLLING("8 servers restarted one after the other, under load", 8) {
        @Override
        Report play(Arena arena, int rounds) throws IOException, SQLException {
            int servers = arena.cluster().nodes().size();
            int commits = 0;
            for (int i = 0; i < servers; i++) {
                arena.startLoad(i);
            }
            for (int i = 0; i < servers; i++) {
                commits += arena.stopLoad(i);
                arena.node(i).quit();
                arena.cluster().restart(i);
                Arena.load(arena.node(i));
                arena.startLoad(i);
            }
            for (int i = 0; i < servers; i++) {
                commits += arena.stopLoad(i);
            }
            return new Report(commits, arena.check(), "");
        }
    };

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int IDS = 100;
    private static final int EVENT_RATE = 4000;
    private static final long EVENT_MILLIS = 10_000;
    private static final long HOUR = 3_600_000;

    private final String title;
    private final int nodes;

    Scene(String title, int nodes) {
        this.title = title;
        this.nodes = nodes;
    }

    private static boolean isOpenJpa(Arena arena) {
        return arena.cluster().variant().provider() == JpaVariant.Provider.OPENJPA;
    }

    /** Events as if of commits; tells how many of them a peer got. */
    private static String sendEvents(JpaProcess sender, JpaProcess healthy, int events) throws IOException {
        healthy.ask("reset");
        sender.ask("send", events, 1, EVENT_RATE);
        long[] fired = healthy.numbers("fired", events, EVENT_MILLIS);
        return String.format(Locale.ROOT, "%,d of %,d events at the healthy peer; ", fired[0], events);
    }

    /** Changes the clock of a node by so many milliseconds; tells what the node then takes for the time. */
    private static long hoursAhead(JpaProcess node, long millis) throws IOException {
        return Math.round((node.number("clock", millis) - System.currentTimeMillis()) / (double) HOUR);
    }

    /** A name for people. */
    public String title() {
        return title;
    }

    int nodes() {
        return nodes;
    }

    /**
     * Lets it happen.
     *
     * @param rounds how often, where once tells little
     */
    abstract Report play(Arena arena, int rounds) throws IOException, SQLException, InterruptedException;

    /**
     * What was seen.
     *
     * @param commits how many there were
     * @param stale what was older than the database after the bound
     * @param note what else
     */
    record Report(long commits, Stale stale, String note) {}
}
