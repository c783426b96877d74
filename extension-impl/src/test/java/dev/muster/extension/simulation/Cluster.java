package dev.muster.extension.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a run consists of. */
final class Cluster {

    private final Timeline time;
    private final Settings settings;
    private final Workload workload;
    private final ModelDatabase database;
    private final Weather.Climate climate;
    private final Network network;
    private final History history;
    private final List<SimulatedServer> servers = new ArrayList<>();

    Cluster(long seed, Settings settings, Workload workload) {
        this.time = new Timeline(seed);
        this.settings = settings;
        this.workload = workload;
        this.database = new ModelDatabase(time);
        this.climate = new Weather.Climate(time);
        this.network = new Network(time, climate);
        this.history = new History(seed, time, this);
        for (int i = 1; i <= settings.servers(); i++) {
            Weather weather = new Weather(time, climate, timeout());
            SimulatedServer server = new SimulatedServer("node" + i, this, weather);
            servers.add(server);
            network.add(server);
        }
    }

    private long timeout() {
        return time.between(1_000, 1_000 + 1_000 * time.pick(8));
    }

    Timeline time() {
        return time;
    }

    Settings settings() {
        return settings;
    }

    Workload workload() {
        return workload;
    }

    ModelDatabase database() {
        return database;
    }

    Weather.Climate climate() {
        return climate;
    }

    Network network() {
        return network;
    }

    History history() {
        return history;
    }

    List<SimulatedServer> servers() {
        return servers;
    }

    SimulatedServer anyServer() {
        return servers.get(time.pick(servers.size()));
    }

    Optional<SimulatedServer> anyOther(SimulatedServer server) {
        return servers.stream().filter(it -> it != server && it.isUp()).findFirst();
    }

    /** The clock of a machine is wrong by a thousandth at most. */
    double drift() {
        return (time.pick(2_001) - 1_000) * 1e-6;
    }
}
