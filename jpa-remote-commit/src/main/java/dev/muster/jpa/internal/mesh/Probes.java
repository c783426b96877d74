package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.LinkStatus;
import dev.muster.jpa.internal.link.Connection;
import dev.muster.jpa.internal.wire.FrameDecoder;
import dev.muster.jpa.internal.wire.FrameEncoder;
import dev.muster.jpa.internal.wire.FrameHandler;
import dev.muster.jpa.internal.wire.FrameType;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.Status;
import dev.muster.jpa.internal.wire.StreamMark;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Answers probes: who asks how the links are, and is told no commits. Thread-safe. */
final class Probes {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");
    private static final int MAX_FRAME = 4096;
    private static final int MAX_QUESTIONS = 100;

    private final Hello self;
    private final Supplier<List<LinkStatus>> links;
    private final Duration patience;

    /**
     * @param patience how long a probe may stay
     */
    Probes(Hello self, Supplier<List<LinkStatus>> links, Duration patience) {
        this.self = self;
        this.links = links;
        this.patience = patience;
    }

    /** Answers until the probe has gone, or has asked enough or for long enough: it takes the place of a caller. */
    void answer(Connection connection) {
        try {
            long end = System.nanoTime() + patience.toNanos();
            connection.socket().setSoTimeout((int) patience.toMillis());
            connection.channel().write(new byte[] {FrameType.ACCEPTED});
            connection.channel().write(Status.of(self, links.get()).encode());
            connection.channel().flush();
            FrameDecoder decoder = new FrameDecoder();
            for (int i = 0; i < MAX_QUESTIONS && System.nanoTime() - end < 0; i++) {
                Question question = new Question();
                decoder.decode(connection.channel().read(MAX_FRAME), question);
                connection.channel().write(new FrameEncoder().heard(question.stamp, List.of()));
                connection.channel().flush();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a probe has gone", e);
        } finally {
            connection.close();
        }
    }

    private static final class Question implements FrameHandler {

        private long stamp;

        @Override
        public void heartbeat(long asked, List<StreamMark> marks) {
            stamp = asked;
        }
    }
}
