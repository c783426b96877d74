package dev.muster.extension.simulation;

import static dev.muster.room.EnterRequest.by;

import dev.muster.MusterException;
import dev.muster.extension.placement.BoundedLoadPlacement;
import dev.muster.extension.placement.LeastLoadedPlacement;
import dev.muster.room.RoomGrant;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Runs a cluster of many servers in virtual time on the calling thread: the production code of leases, membership and
 * rooms on a model of database and network, with faults. The same seed gives the same run.
 */
public final class Simulation {

    private static final Duration RECOVERY = Duration.ofSeconds(20);
    private static final int HOPS = 4;
    private static final Duration AUDIT = Duration.ofMillis(250);

    private final Cluster cluster;
    private final Faults faults;

    private Simulation(long seed, Settings settings, Function<Cluster, Workload> workload) {
        Workload[] chosen = new Workload[1];
        cluster = new Cluster(seed, settings, server -> chosen[0].started(server));
        chosen[0] = workload.apply(cluster);
        faults = new Faults(cluster);
    }

    /**
     * One run with the built-in workload.
     *
     * @throws Violation if something happened that must not
     */
    public static Report run(long seed) {
        return run(seed, anySettings(seed));
    }

    /** One run of this kind with the built-in workload. */
    public static Report run(long seed, Settings settings) {
        return new Simulation(seed, settings, RoomTraffic::new).run();
    }

    /** One run of this kind with the workload of a host, which throws what it does not like. */
    public static Report run(long seed, Settings settings, Workload workload) {
        return new Simulation(seed, settings, cluster -> workload).run();
    }

    /** Settings that differ from seed to seed. */
    public static Settings anySettings(long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        return new Settings(
                3 + random.nextInt(5),
                4 + random.nextInt(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20 + random.nextInt(20)),
                random.nextBoolean() ? new BoundedLoadPlacement() : new LeastLoadedPlacement(),
                false);
    }

    private Report run() {
        Timeline time = cluster.time();
        faults.begin();
        audit();
        time.runUntil(cluster.settings().troubled().plus(RECOVERY).toNanos());
        Set<String> closed = new TreeSet<>();
        for (int i = 0; i < cluster.settings().rooms(); i++) {
            closed.add("r" + i);
        }
        List.copyOf(closed).forEach(room -> enter(room, closed));
        time.runUntil(time.now() + Duration.ofSeconds(2).toNanos());
        cluster.history().require(closed.isEmpty(), "a room cannot be entered any more", closed.toArray());
        cluster.history().end();
        return cluster.history().report(faults.played());
    }

    private void enter(String room, Set<String> closed) {
        enterAt(cluster.anyServer(), room, closed, HOPS);
    }

    /** As a user who is sent from server to server until the room is where they are. */
    private void enterAt(SimulatedServer server, String room, Set<String> closed, int hops) {
        server.after(Duration.ofNanos(cluster.time().about(50)), () -> {
            boolean done = server.use(room, () -> {
                try {
                    follow(server, server.rooms().enter(room, by("ada")), closed, hops);
                } catch (MusterException e) {
                    cluster.history().note("cannot enter", room, server.name(), e.getMessage());
                }
            });
            if (!done) {
                enterAt(server, room, closed, hops);
            }
        });
    }

    private void redeemAt(SimulatedServer server, String room, String token, Set<String> closed, int hops) {
        server.after(Duration.ofNanos(cluster.time().about(50)), () -> {
            if (server.use(room, () -> server.rooms().redeem(token))) {
                enterAt(server, room, closed, hops);
            } else {
                redeemAt(server, room, token, closed, hops);
            }
        });
    }

    private void follow(SimulatedServer server, RoomGrant grant, Set<String> closed, int hops) {
        cluster.history()
                .note("entered", grant.room(), server.name(), grant.server().name());
        if (grant.isCurrent()) {
            closed.remove(grant.room());
        } else if (hops > 0) {
            String url = grant.redirectUrl("/");
            String token = url.substring(url.indexOf('=') + 1);
            cluster.servers().stream()
                    .filter(it -> it.name().equals(grant.server().name()))
                    .forEach(it -> redeemAt(it, grant.room(), token, closed, hops - 1));
        }
    }

    private void audit() {
        cluster.history().audit();
        cluster.time().after(AUDIT.toNanos(), this::audit);
    }
}
