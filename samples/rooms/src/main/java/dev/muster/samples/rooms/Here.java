package dev.muster.samples.rooms;

import dev.muster.server.Cluster;
import dev.muster.server.Server;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.stream.Collectors;

/** The server that answers. Thread-safe. */
@Named
@ApplicationScoped
public class Here {

    @Inject
    private Cluster cluster;

    public Server getServer() {
        return cluster.self();
    }

    public String getCluster() {
        return cluster.name();
    }

    public int getServerCount() {
        return cluster.servers().size();
    }

    /** Where the application can be reached, by whatever server: for browsers whose server is gone. */
    public String getWaysIn() {
        return cluster.servers().stream().map(Server::url).collect(Collectors.joining(" "));
    }
}
