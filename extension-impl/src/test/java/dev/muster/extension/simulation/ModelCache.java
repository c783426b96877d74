package dev.muster.extension.simulation;

import dev.muster.extension.room.GrantCache;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One server's copy of what the servers tell each other of grants. Messages are late, overtake each other, come twice and
 * get lost.
 */
final class ModelCache implements GrantCache {

    private final Map<String, Entry> entries = new HashMap<>();
    private final Network network;
    private final SimulatedServer self;

    ModelCache(Network network, SimulatedServer self) {
        this.network = network;
        this.self = self;
    }

    @Override
    public Optional<Entry> get(String room) {
        return Optional.ofNullable(entries.get(room));
    }

    @Override
    public void put(String room, Entry entry) {
        entries.put(room, entry);
        network.tell(self, cache -> cache.entries.put(room, entry));
    }

    /** As a server that joins gets all that another one has. */
    void learnFrom(ModelCache other) {
        entries.putAll(other.entries);
    }

    @Override
    public void close() {}
}
