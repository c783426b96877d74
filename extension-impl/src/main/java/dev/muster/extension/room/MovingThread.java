package dev.muster.extension.room;

import dev.muster.MusterException;
import dev.muster.extension.registry.DaemonThreads;
import dev.muster.extension.registry.Orders;
import dev.muster.extension.registry.Registry;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import dev.muster.server.ServerState;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Carries out, on a daemon thread of its own, what an administrator wants of this server's rooms. It looks into memory
 * twice a second. Thread-safe; whoever starts it closes it.
 */
public final class MovingThread implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");
    private static final long PERIOD_MILLIS = 500;

    /** After so long the orders are read again. */
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ServerIdentity me;
    private final Registry registry;
    private final RoomMover mover;
    private final LongSupplier clock;
    private final LongConsumer shed;
    private final ScheduledExecutorService thread;

    private MovingThread(
            ServerIdentity me,
            Registry registry,
            RoomMover mover,
            LongSupplier clock,
            LongConsumer shed,
            ScheduledExecutorService thread) {
        this.me = me;
        this.registry = registry;
        this.mover = mover;
        this.clock = clock;
        this.shed = shed;
        this.thread = thread;
    }

    /**
     * @param clock the database's clock in epoch milliseconds
     * @param shed writes how much load this server still has to give away
     */
    static MovingThread start(
            ServerIdentity me,
            Registry registry,
            RoomMover mover,
            LongSupplier clock,
            LongConsumer shed,
            ClassLoader application) {
        ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("muster-room-moves", application));
        MovingThread moving = new MovingThread(me, registry, mover, clock, shed, thread);
        var unused = thread.scheduleWithFixedDelay(moving::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return moving;
    }

    /** Gives all rooms away before this server stops, as far as that goes within the limit. */
    public void drainAndClose(long limitNanos) {
        long end = System.nanoTime() + limitNanos;
        try {
            var drained = thread.submit(() -> mover.drain(() -> 0, end, "this server stops"));
            thread.shutdown();
            drained.get(limitNanos + TimeUnit.SECONDS.toNanos(1), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "what is left is granted anew by whoever enters it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            self().ifPresent(this::obey);
        } catch (MusterException e) {
            LOG.log(Level.DEBUG, "rooms move later", e);
        }
    }

    private Optional<Server> self() {
        return me.isCurrent() ? registry.live(me.serverId(), me.incarnation()) : Optional.empty();
    }

    private void obey(Server self) {
        Orders orders = registry.orders(self.id(), self.incarnation());
        if (self.state() == ServerState.DRAINING || self.state() == ServerState.DISABLED) {
            mover.drain(
                    () -> orders.drainUntil() - clock.getAsLong(),
                    System.nanoTime() + LIMIT_NANOS,
                    "this server is drained");
        } else if (orders.shedLoad() > 0) {
            mover.shed(orders.shedLoad());
            shed.accept(0);
            registry.refresh();
        }
    }
}
