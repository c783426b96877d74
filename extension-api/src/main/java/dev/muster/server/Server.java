package dev.muster.server;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * One deployed instance of the application in one JVM, as the registry last saw it. Immutable.
 *
 * @param id small integer slot, 0–1023, unique among the live servers of the cluster
 * @param incarnation raised at each start of a server, never used twice in the cluster
 * @param name unique among the live servers; also the route suffix of session cookies
 * @param state what the server is willing to do
 * @param protocol {@code http} or {@code https}: how users reach it
 * @param address host name or IP address under which users reach it
 * @param port TCP port under which users reach it
 * @param path context path of the application there: empty, or starting with a slash
 * @param weight capacity relative to the other servers, above zero
 * @param capacity the load that it takes at most; 0 for any
 * @param tags what rooms may ask for
 * @param load sum of the weights of the rooms reserved on it
 * @param leaseUntil end of its lease, by the database's clock
 * @param startedAt when it claimed its slot, by the database's clock
 */
public record Server(
        int id,
        long incarnation,
        String name,
        ServerState state,
        String protocol,
        String address,
        int port,
        String path,
        int weight,
        long capacity,
        Set<String> tags,
        long load,
        Instant leaseUntil,
        Instant startedAt) {

    /** Checks that no component is missing; copies the tags. */
    public Server {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(path, "path");
        tags = Set.copyOf(tags);
        Objects.requireNonNull(leaseUntil, "leaseUntil");
        Objects.requireNonNull(startedAt, "startedAt");
    }

    /** Where users reach the application on this server, without a trailing slash. */
    public String url() {
        return protocol + "://" + address + ":" + port + path;
    }

    /** The load that it could still take. */
    public long spare() {
        return capacity == 0 ? Long.MAX_VALUE : capacity - load;
    }

    /** The same server with another load. */
    public Server withLoad(long other) {
        return new Server(
                id,
                incarnation,
                name,
                state,
                protocol,
                address,
                port,
                path,
                weight,
                capacity,
                tags,
                other,
                leaseUntil,
                startedAt);
    }

    /** Whether this is the same start of the same server. */
    public boolean isSameIncarnation(Server other) {
        return id == other.id && incarnation == other.incarnation;
    }
}
