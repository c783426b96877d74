package dev.muster.benchmarks.rooms;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rooms that come and go on equal servers, placed by a policy of Muster. First all rooms are placed; then as many leave, at
 * random, as new ones come. Room sizes are log-normal (median 6, sigma 1). A room lives half an hour on average, so that the
 * number of rooms says how many come while loads grow old. For one thread.
 */
final class Churn {

    private static final double LIFE_SECONDS = 1800;
    private static final double MEDIAN = 6;

    private final PlacementPolicy policy;
    private final Loads loads;
    private final int count;
    private final SplittableRandom random;
    private final List<Server> actual;
    private final List<Server> known;
    private final int[] home;
    private final int[] weight;
    private final int placementsPerRefresh;
    private long total;
    private long placements;
    private double peak;
    private double heaviest;

    /** What a placement knows of the loads. */
    enum Loads {
        /** All of them, as they are. */
        EXACT("exact loads"),
        /** What they were when they were read last, up to five seconds ago; nothing is reserved. */
        STALE("5 s old"),
        /** The same, but the load is reserved at the grant, which fails if the server has more than the choice allows. */
        RESERVED("5 s old, reserved at the grant");

        private final String title;

        Loads(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    Churn(PlacementPolicy policy, Loads loads, int servers, int count, long seed) {
        this.policy = policy;
        this.loads = loads;
        this.count = count;
        random = new SplittableRandom(seed);
        actual = new ArrayList<>();
        for (int id = 0; id < servers; id++) {
            actual.add(server(id));
        }
        known = new ArrayList<>(actual);
        home = new int[count];
        weight = new int[count];
        placementsPerRefresh = (int) Math.max(1, count / LIFE_SECONDS * 5);
    }

    /** Plays all of it; returns itself. */
    Churn play(int churns) {
        for (int room = 0; room < count; room++) {
            place(room);
        }
        heaviest = relative(IntStream.of(weight).max().orElse(0));
        for (int i = 0; i < churns; i++) {
            int room = random.nextInt(count);
            move(home[room], -weight[room]);
            place(room);
            heaviest = Math.max(heaviest, relative(weight[room]));
            // Looking at all servers each time would be most of the work.
            if (i % Math.max(1, count / 1000) == 0) {
                peak = Math.max(
                        peak,
                        relative(actual.stream().mapToLong(Server::load).max().orElseThrow()));
            }
        }
        return this;
    }

    /** The worst load of a server relative to the mean, at any moment of the churn. */
    double peak() {
        return peak;
    }

    /** The weight of the heaviest room relative to the mean load of a server then. */
    double heaviest() {
        return heaviest;
    }

    private void place(int room) {
        if (placements++ % placementsPerRefresh == 0) {
            refresh();
        }
        weight[room] = (int) Math.max(1, Math.round(MEDIAN * Math.exp(random.nextGaussian())));
        PlacementRequest request = PlacementRequest.of("room-" + placements, weight[room]);
        home[room] = loads == Loads.RESERVED
                ? reserved(request)
                : choose(request, view()).server().id();
        move(home[room], weight[room]);
    }

    private int reserved(PlacementRequest request) {
        Placement placement = choose(request, known);
        if (actual.get(placement.server().id()).load() > placement.upTo()) {
            refresh();
            placement = choose(request, known);
        }
        int id = placement.server().id();
        known.set(id, known.get(id).withLoad(known.get(id).load() + request.weight()));
        return id;
    }

    private Placement choose(PlacementRequest request, List<Server> servers) {
        return policy.choose(request, servers).orElseThrow();
    }

    private List<Server> view() {
        return loads == Loads.EXACT ? actual : known;
    }

    private void refresh() {
        for (int id = 0; id < known.size(); id++) {
            known.set(id, actual.get(id));
        }
    }

    private void move(int id, int load) {
        Server server = actual.get(id);
        actual.set(id, server.withLoad(server.load() + load));
        total += load;
    }

    private double relative(long load) {
        return load * (double) actual.size() / total;
    }

    private static Server server(int id) {
        return new Server(
                id,
                id,
                "node" + id,
                ServerState.ACTIVE,
                "http",
                "10.1.1.1",
                8080,
                "",
                100,
                0,
                Set.of(),
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
