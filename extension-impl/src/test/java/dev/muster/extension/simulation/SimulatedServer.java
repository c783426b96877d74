package dev.muster.extension.simulation;

import dev.muster.MusterException;
import dev.muster.extension.registry.SimulatedPlace;
import dev.muster.extension.room.SimulatedRooms;
import dev.muster.room.RoomAllocator;
import dev.muster.server.ServerIdentity;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A server of the simulated cluster, through all its starts. What a {@link Workload} does here it does by {@link #after}
 * and, with rooms, by {@link #use}.
 */
public final class SimulatedServer {

    private final String name;
    private final Cluster cluster;
    private final Weather weather;
    private Set<String> inUse = new HashSet<>();
    private SimulatedProcess process;
    private GatedRegistry.Gate gate = new GatedRegistry.Gate();
    private ModelCache cache;
    private DatabaseLink link;
    private SimulatedPlace place;
    private SimulatedRooms rooms;
    private Witness witness;

    SimulatedServer(String name, Cluster cluster, Weather weather) {
        this.name = name;
        this.cluster = cluster;
        this.weather = weather;
        begin();
    }

    /** The configured name. */
    public String name() {
        return name;
    }

    /** Who this server is. */
    public ServerIdentity identity() {
        return place.identity();
    }

    /** The rooms, as the application has them injected; to be called inside of {@link #use}. */
    public RoomAllocator rooms() {
        return rooms.allocator();
    }

    /** Gives a room of this server to another one, if it has it; to be called inside of {@link #use}. */
    public void give(String room) {
        rooms.give(room);
    }

    /** Does this after some virtual time, unless the process is dead by then. */
    public void after(Duration delay, Runnable work) {
        process.after(delay.toNanos(), work);
    }

    /**
     * Does something with a room now. Everything runs on one thread, so it is not done if other work of this server is in
     * its way, which a thread of its own would wait for.
     *
     * @return whether it was done
     */
    public boolean use(String room, Runnable work) {
        Set<String> mine = inUse;
        if (gate.isBusy() || !mine.add(room)) {
            return false;
        }
        try {
            work.run();
        } finally {
            mine.remove(room);
        }
        return true;
    }

    Weather weather() {
        return weather;
    }

    SimulatedProcess process() {
        return process;
    }

    /** What is known of the current process. */
    Witness witness() {
        return witness;
    }

    boolean isUp() {
        return place != null && process.isAlive();
    }

    SimulatedPlace place() {
        return place;
    }

    /** The process dies without a word. */
    void crash() {
        process.kill();
        place = null;
    }

    /** The application is undeployed. */
    void leave() {
        SimulatedPlace last = place;
        place = null;
        witness.leaving();
        process.after(0, () -> {
            last.close();
            process.kill();
        });
    }

    /** Another process is started. */
    void start() {
        begin();
    }

    /** Freezes at the moment at which a renewal is written late. */
    void stall() {
        long shortly = Duration.ofMillis(750).toNanos();
        SimulatedPlace mine = place;
        link.stallRenewal(() -> mine.remainingNanos() > shortly);
    }

    void stallNoMore() {
        link.stallNoRenewal();
    }

    void receive(Consumer<ModelCache> message) {
        process.after(0, () -> message.accept(cache));
    }

    ModelCache cache() {
        return cache;
    }

    private void begin() {
        Timeline time = cluster.time();
        process = new SimulatedProcess(time, cluster.drift());
        gate = new GatedRegistry.Gate();
        inUse = new HashSet<>();
        cache = new ModelCache(cluster.network(), this);
        link = new DatabaseLink(time, cluster.database(), process, weather);
        witness = cluster.history().witness(this);
        process.after(time.between(1, 500), this::join);
    }

    private void join() {
        Settings settings = cluster.settings();
        SimulatedProcess mine = process;
        GatedRegistry.Gate entrance = gate;
        entrance.enter();
        try {
            SimulatedPlace claimed = new SimulatedPlace(
                    name,
                    link,
                    settings.lease(),
                    settings.renewal(),
                    mine::ticks,
                    millis -> sleep(mine, millis),
                    mine::inOrder,
                    witness);
            claimed.keep(
                    settings.renewal(),
                    new VirtualScheduler((nanos, work) -> gated(mine, entrance, nanos, work)),
                    new VirtualScheduler(mine::after));
            open(claimed);
        } catch (MusterException e) {
            mine.after(Duration.ofMillis(500).toNanos(), this::join);
        } finally {
            entrance.leave();
        }
    }

    private void open(SimulatedPlace claimed) {
        witness.claimed(claimed);
        cluster.anyOther(this).ifPresent(other -> cache.learnFrom(other.cache));
        GatedRegistry registry = new GatedRegistry(claimed.registry(), gate);
        rooms = new SimulatedRooms(
                new ModelRooms(link, cluster.history()),
                claimed.identity(),
                registry,
                cluster.settings().policy(),
                cluster.database()::now,
                cache,
                witness.rooms());
        place = claimed;
        cluster.workload().started(this);
    }

    /** Waits for the registry like a thread that waits for a lock. */
    private static void gated(SimulatedProcess process, GatedRegistry.Gate gate, long nanos, Runnable work) {
        process.after(nanos, () -> {
            if (gate.isBusy()) {
                gated(process, gate, 100_000, work);
                return;
            }
            gate.enter();
            try {
                work.run();
            } finally {
                gate.leave();
            }
        });
    }

    private void sleep(SimulatedProcess mine, long millis) {
        long until = cluster.time().now() + Duration.ofMillis(millis).toNanos();
        mine.after(until - cluster.time().now(), () -> {});
        mine.await(() -> cluster.time().now() >= until);
    }
}
