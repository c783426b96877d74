package dev.muster.extension.simulation;

import dev.muster.extension.simulation.Weather.Climate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What carries messages between the servers. */
final class Network {

    private final Timeline time;
    private final Climate climate;
    private final List<SimulatedServer> servers = new ArrayList<>();

    Network(Timeline time, Climate climate) {
        this.time = time;
        this.climate = climate;
    }

    void add(SimulatedServer server) {
        servers.add(server);
    }

    /** Sends a message to all others. */
    void tell(SimulatedServer sender, Consumer<ModelCache> message) {
        for (SimulatedServer other : servers) {
            if (other != sender) {
                send(sender, other, message);
            }
        }
    }

    private void send(SimulatedServer sender, SimulatedServer other, Consumer<ModelCache> message) {
        if (time.chance(climate.isTroubled() ? 0.3 : 0.002)) {
            return;
        }
        int copies = time.chance(climate.isTroubled() ? 0.2 : 0.01) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            time.after(time.about(climate.isTroubled() ? 800 : 2), () -> {
                if (sender.weather().hears(other.weather())) {
                    other.receive(message);
                }
            });
        }
    }
}
