package dev.muster.jpa.probe;

import dev.muster.jpa.internal.link.Connection;
import dev.muster.jpa.internal.link.Handshake;
import dev.muster.jpa.internal.wire.FrameDecoder;
import dev.muster.jpa.internal.wire.FrameEncoder;
import dev.muster.jpa.internal.wire.FrameHandler;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.Status;
import dev.muster.jpa.internal.wire.StreamMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Speaks the mesh's handshake as a probe and asks a server how its links are. */
final class Probe implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int ROUNDS = 5;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Handshake handshake;

    Probe(Options options) {
        Hello self =
                new Hello(UUID.randomUUID(), options.cluster(), "probe", -1, 0, Hello.Role.PROBE, Hello.Versions.OURS);
        handshake = new Handshake(self, options.security(), TIMEOUT, timer);
    }

    /**
     * Asks one server.
     *
     * @throws dev.muster.jpa.internal.link.RefusedException if it could not be asked
     */
    Finding ask(InetSocketAddress address) throws IOException {
        InetSocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
        Connection connection = handshake.connect(resolved);
        try {
            connection.socket().setSoTimeout((int) TIMEOUT.toMillis());
            Status status = Status.decode(connection.channel().read(FrameEncoder.MAX_FRAME));
            Duration best = roundTrip(connection);
            for (int i = 1; i < ROUNDS; i++) {
                Duration next = roundTrip(connection);
                best = next.compareTo(best) < 0 ? next : best;
            }
            return new Finding(status, connection.security(), Duration.ofMillis(connection.millis()), best);
        } finally {
            connection.close();
        }
    }

    private static Duration roundTrip(Connection connection) throws IOException {
        long start = System.nanoTime();
        connection.channel().write(new FrameEncoder().heartbeat(start, List.of()));
        connection.channel().flush();
        new FrameDecoder().decode(connection.channel().read(FrameEncoder.MAX_FRAME), new Answer());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        handshake.close();
        timer.shutdownNow();
    }

    private static final class Answer implements FrameHandler {

        @Override
        public void heard(long stamp, List<StreamMark> marks) {
            // It came: that is all we want to know.
        }
    }

    /**
     * What a server said.
     *
     * @param status of its links
     * @param security how the probe's own connection was protected
     * @param handshake duration of the handshake
     * @param roundTrip shortest of a few questions
     */
    record Finding(Status status, String security, Duration handshake, Duration roundTrip) {}
}
