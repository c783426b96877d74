package dev.muster.extension.simulation;

import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Instant;

/** A row of the model's server table. Immutable. */
public record ServerLine(Server server, String meshAddress, int meshPort, String fingerprint, long idHighWater) {

    public int id() {
        return server.id();
    }

    public long incarnation() {
        return server.incarnation();
    }

    public boolean isMember() {
        return server.state().isMember();
    }

    public long leaseUntil() {
        return server.leaseUntil().toEpochMilli();
    }

    public boolean isLiveAt(long databaseMillis) {
        return isMember() && leaseUntil() > databaseMillis;
    }

    public ServerLine in(ServerState state) {
        return of(state, server.load(), server.leaseUntil());
    }

    public ServerLine until(long leaseUntil) {
        return of(server.state(), server.load(), Instant.ofEpochMilli(leaseUntil));
    }

    public ServerLine loaded(long load) {
        return of(server.state(), load, server.leaseUntil());
    }

    public ServerLine marked(long mark) {
        return new ServerLine(server, meshAddress, meshPort, fingerprint, mark);
    }

    public ServerLine meshAt(String address, int port) {
        return new ServerLine(server, address, port, fingerprint, idHighWater);
    }

    private ServerLine of(ServerState state, long load, Instant leaseUntil) {
        Server other = new Server(
                server.id(),
                server.incarnation(),
                server.name(),
                state,
                server.protocol(),
                server.address(),
                server.port(),
                server.path(),
                server.weight(),
                server.capacity(),
                server.tags(),
                load,
                leaseUntil,
                server.startedAt());
        return new ServerLine(other, meshAddress, meshPort, fingerprint, idHighWater);
    }
}
