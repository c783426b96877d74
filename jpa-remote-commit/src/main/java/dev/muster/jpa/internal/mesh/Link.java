package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.LinkStatus;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.Peer;
import dev.muster.jpa.internal.link.Connection;
import dev.muster.jpa.internal.link.MeteredSocket;
import dev.muster.jpa.internal.wire.FrameDecoder;
import dev.muster.jpa.internal.wire.FrameEncoder;
import dev.muster.jpa.internal.wire.FrameType;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.ProtocolException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A link that is up: one thread reads, one writes what is in the outbox. Thread-safe. */
final class Link {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private static final long LAST_PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final Connection connection;
    private final Receiver receiver;
    private final PeerState state;
    private final FrameEncoder encoder = new FrameEncoder();
    private final AtomicReference<@Nullable String> endReason = new AtomicReference<>();
    private final Thread reader;
    private final Thread writer;
    private volatile long heardAt = System.nanoTime();
    private volatile long writingSince;

    Link(Connection connection, Receiver receiver, PeerState state, ThreadFactory threads, Ended ended) {
        this.connection = connection;
        this.receiver = receiver;
        this.state = state;
        reader = threads.newThread(() -> {
            readUntilEnd();
            ended.linkEnded(this);
        });
        writer = threads.newThread(this::writeUntilEnd);
    }

    void start() {
        reader.start();
        writer.start();
    }

    PeerState state() {
        return state;
    }

    Connection connection() {
        return connection;
    }

    Hello remote() {
        return connection.remote();
    }

    Peer peer() {
        return state.peer();
    }

    /**
     * @param lag commits that the peer has not said to have followed
     */
    LinkStatus status(long lag) {
        MeteredSocket socket = (MeteredSocket) connection.socket();
        LinkStatus.Counters counters = new LinkStatus.Counters(
                socket.sent(),
                socket.received(),
                state.replayed().get(),
                state.overflows().get());
        return new LinkStatus(
                peer(),
                true,
                connection.security(),
                Duration.ofNanos(silence()),
                Duration.ofNanos(System.nanoTime() - state.asOf()),
                Duration.ofNanos(state.roundTripNanos()),
                state.outbox().size(),
                lag,
                counters);
    }

    /** Nanoseconds since the peer was heard. */
    long silence() {
        return System.nanoTime() - heardAt;
    }

    /** Nanoseconds for which the peer has taken nothing although something is to be written. */
    long writeStall() {
        long since = writingSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /** Starts to count silence anew: it was us who stood still. */
    void forgiveSilence() {
        heardAt = System.nanoTime();
        writingSince = writingSince == 0 ? 0 : System.nanoTime();
    }

    /** Cuts the link; the reader then reports the end. The first reason counts. */
    void cut(String reason) {
        endReason.compareAndSet(null, reason);
        connection.close();
    }

    /** Why the link ended. */
    String endReason() {
        @Nullable String reason = endReason.get();
        return reason == null ? "unknown" : reason;
    }

    /** Whether nothing can have been missed: the peer said goodbye, or it keeps a better link. */
    boolean orderly() {
        return receiver.orderly();
    }

    /** Whether the peer keeps another link to us instead. */
    boolean duplicate() {
        return receiver.duplicate();
    }

    /**
     * Waits for both threads until the deadline, then cuts the link. The peer closes its side when it has read our
     * goodbye; closing ours earlier could take the goodbye away from it.
     */
    void awaitEnd(long deadlineNanos) throws InterruptedException {
        join(writer, deadlineNanos);
        join(reader, deadlineNanos);
        cut("closed here");
        join(reader, System.nanoTime() + LAST_PATIENCE);
    }

    private static void join(Thread thread, long deadlineNanos) throws InterruptedException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (millis > 0 && Thread.currentThread() != thread) {
            thread.join(millis);
        }
    }

    private void readUntilEnd() {
        FrameDecoder decoder = new FrameDecoder();
        try {
            while (receiver.ended() == null) {
                byte[] frame = connection.channel().read(FrameEncoder.MAX_FRAME);
                heardAt = System.nanoTime();
                decoder.decode(frame, receiver);
                heardAt = System.nanoTime();
            }
            cut(receiver.ended());
        } catch (ProtocolException e) {
            LOG.log(Level.WARNING, MeshMessage.PROTOCOL_ERROR.text(peer(), e));
            cut(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            cut("connection lost: " + e);
        } catch (RuntimeException | Error e) {
            cut("reading failed: " + e);
            throw e;
        } finally {
            writer.interrupt();
        }
    }

    private void writeUntilEnd() {
        try {
            if (!connection.connector()) {
                connection.channel().write(new byte[] {FrameType.ACCEPTED});
            }
            boolean more = true;
            while (more) {
                more = writeBatch();
            }
        } catch (IOException e) {
            cut("connection lost: " + e);
        } catch (InterruptedException e) {
            cut("reading ended");
        }
    }

    private boolean writeBatch() throws IOException, InterruptedException {
        boolean more = true;
        for (Outbox.Item item : state.outbox().take()) {
            writingSince = System.nanoTime() | 1;
            more &= write(item);
        }
        connection.channel().flush();
        writingSince = 0;
        return more;
    }

    private boolean write(Outbox.Item item) throws IOException {
        for (byte[] frame : item.frames(encoder)) {
            connection.channel().write(frame);
        }
        return !item.isLast();
    }

    /** Is told, on the reading thread, that a link has ended. */
    interface Ended {
        void linkEnded(Link link);
    }
}
