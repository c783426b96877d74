package dev.muster.benchmarks.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers, on one database. For one thread; who starts it closes it. */
final class RoomCluster implements AutoCloseable {

    private final String url;
    private final Path directory;
    private final Map<String, RoomProcess> servers = new LinkedHashMap<>();

    private RoomCluster(String url, Path directory) {
        this.url = url;
        this.directory = directory;
    }

    static RoomCluster start(List<String> names, String url, Path directory) throws IOException {
        Files.createDirectories(directory);
        RoomCluster cluster = new RoomCluster(url, directory);
        try {
            cluster.start(names);
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts servers anew, in the place of those that were killed; returns when they are in. */
    void restart(List<RoomProcess> killed) throws IOException {
        killed.forEach(RoomProcess::close);
        start(killed.stream().map(RoomProcess::name).toList());
    }

    private void start(List<String> names) throws IOException {
        for (String name : names) {
            servers.put(name, RoomProcess.start(name, url, directory));
        }
        for (String name : names) {
            named(name).answer();
        }
    }

    List<RoomProcess> servers() {
        return List.copyOf(servers.values());
    }

    private RoomProcess named(String name) {
        RoomProcess server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException("no server " + name);
        }
        return server;
    }

    @Override
    public void close() {
        servers.values().forEach(RoomProcess::close);
    }
}
