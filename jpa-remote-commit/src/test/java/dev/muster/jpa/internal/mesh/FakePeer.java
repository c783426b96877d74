package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.link.Connection;
import dev.muster.jpa.internal.link.Handshake;
import dev.muster.jpa.internal.wire.FrameEncoder;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.Position;
import dev.muster.jpa.internal.wire.StreamMark;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A peer that speaks the protocol by hand, and may misbehave. */
final class FakePeer implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Connection connection;
    private final FrameEncoder encoder = new FrameEncoder();

    private FakePeer(Mesh mesh, MeshSecurity security, Hello self) throws IOException {
        connection = new Handshake(self, security, Duration.ofSeconds(10), timer).connect(mesh.address());
    }

    static FakePeer connect(Mesh mesh, int serverId) throws IOException {
        return connect(mesh, new Hello(UUID.randomUUID(), "test", "fake", serverId, 1));
    }

    static FakePeer connect(Mesh mesh, Hello self) throws IOException {
        return connect(mesh, self, List.of());
    }

    /** One that has followed the mesh's streams to there. */
    static FakePeer connect(Mesh mesh, Hello self, List<Position> followed) throws IOException {
        FakePeer peer = new FakePeer(mesh, MeshSecurity.loopbackOnly(), self);
        peer.send(peer.encoder.resume(followed));
        return peer;
    }

    void sync(String unit, long sequence) throws IOException {
        send(encoder.sync(new StreamMark(0, sequence), unit));
    }

    void heartbeat(long sequence) throws IOException {
        send(encoder.heartbeat(0, List.of(new StreamMark(0, sequence))));
    }

    void order(long id, long sequence) throws IOException {
        EvictionBuilder order = new EvictionBuilder().entity("Order", EntityKey.of(id));
        for (byte[] frame : encoder.evict(new StreamMark(0, sequence), order.build(), false)) {
            send(frame);
        }
    }

    synchronized void send(byte[] frame) throws IOException {
        connection.channel().write(frame);
        connection.channel().flush();
    }

    byte[] read() throws IOException {
        return connection.channel().read(FrameEncoder.MAX_FRAME);
    }

    /** Goes on to live, but never reads. */
    void beatForever(long sequence) {
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        heartbeat(sequence);
                    } catch (IOException e) {
                        timer.shutdown();
                    }
                },
                0,
                50,
                TimeUnit.MILLISECONDS);
    }

    /** Vanishes without a word. */
    @Override
    public void close() {
        timer.shutdownNow();
        connection.close();
    }
}
