package dev.muster.extension.registry;

import dev.muster.MusterException;
import dev.muster.extension.ExtensionMessage;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * This server's lease of its slot.
 *
 * <ol>
 *   <li>A claim or renewal gives the right to act until two thirds of the lease have passed, counted on the monotonic
 *       clock from the moment before the database was asked. The database gives the slot away after the whole lease,
 *       counted from a later moment.
 *   <li>{@link #isCurrent()} compares with that clock at each call, so it is right even when this process was frozen and
 *       none of its threads has run yet.
 *   <li>When the time is over, or the database says that the lease is lost, the server fences itself: once, for good.
 *       First all listeners are told.
 *   <li>Then it claims a slot again, as another incarnation.
 * </ol>
 *
 * <p>Thread-safe. {@link #renew} and {@link #watch} do nothing by themselves; a {@link LeaseKeeper} calls them.
 */
final class ServerLease implements ServerIdentity {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");
    private static final long RENEWAL_AWAITED_NANOS = 100_000;

    private final String cluster;
    private final LeaseStore store;
    private final Membership membership;
    private final LongSupplier ticker;
    private final long rightNanos;
    private volatile Standing standing;

    /**
     * Claims a slot.
     *
     * @param lease how long the database keeps the slot
     * @param ticker monotonic clock in nanoseconds
     * @throws MusterException if no slot can be had
     */
    ServerLease(String cluster, LeaseStore store, Membership membership, Duration lease, LongSupplier ticker) {
        this.cluster = cluster;
        this.store = store;
        this.membership = membership;
        this.ticker = ticker;
        this.rightNanos = lease.toNanos() / 3 * 2;
        this.standing = claim(0);
    }

    @Override
    public int serverId() {
        return self().id();
    }

    @Override
    public long incarnation() {
        return self().incarnation();
    }

    @Override
    public String name() {
        return self().name();
    }

    @Override
    public boolean isCurrent() {
        return isCurrent(standing);
    }

    @Override
    public void requireCurrent() {
        requireCurrent(standing);
    }

    @Override
    public long nextId() {
        while (true) {
            Standing now = standing;
            requireCurrent(now);
            long id = now.ids.next();
            if (id != IdSequence.EXHAUSTED) {
                return id;
            }
            LockSupport.parkNanos(RENEWAL_AWAITED_NANOS);
        }
    }

    /** This server, as it was at the last renewal. */
    Server self() {
        return standing.self;
    }

    /** The right to act lasts so much longer; zero or less if it is over. */
    long remainingNanos() {
        return standing.until - ticker.getAsLong();
    }

    /** How long ago the database was asked that last said yes. */
    long ageNanos() {
        return rightNanos - remainingNanos();
    }

    /**
     * Renews the lease, or claims a slot again after a fence. A failing database is logged.
     *
     * @return whether this server stands well now
     */
    boolean renew() {
        Standing now = standing;
        try {
            switch (now.phase) {
                case ACTIVE -> renew(now);
                case FENCED -> regain(now);
                case FENCING, LEFT -> {}
            }
        } catch (MusterException e) {
            LOG.log(
                    Level.WARNING,
                    ExtensionMessage.RENEWAL_FAILED.text(cluster, now.self.id(), now.self.name(), e.getMessage()));
            return false;
        }
        return isCurrent();
    }

    /** Fences this server if its time is over. */
    void watch() {
        Standing now = standing;
        if (now.phase == Phase.ACTIVE && !isCurrent(now)) {
            fence("its lease was last renewed more than "
                    + TimeUnit.NANOSECONDS.toMillis(rightNanos)
                    + " ms ago, because this server was paused or the shared database did not answer");
        }
    }

    /** Ends the right to act and gives the slot back. A failing database is logged. */
    void leave() {
        Standing last = change(now -> now.in(Phase.LEFT));
        if (last.phase == Phase.LEFT) {
            return;
        }
        Server self = last.self;
        try {
            store.leave(self.id(), self.incarnation());
            LOG.log(Level.INFO, ExtensionMessage.LEFT.text(cluster, self.id(), self.name()));
        } catch (MusterException e) {
            LOG.log(
                    Level.WARNING,
                    ExtensionMessage.GOODBYE_FAILED.text(cluster, self.id(), self.name(), e.getMessage()));
        }
    }

    private void renew(Standing now) {
        watch();
        if (!isCurrent(now)) {
            return;
        }
        long before = ticker.getAsLong();
        Optional<Renewal> renewed = store.renew(now.self.id(), now.self.incarnation(), now.ids.time());
        if (renewed.isEmpty()) {
            fence("its lease has ended in the shared database");
            return;
        }
        extend(now, renewed.get(), before);
        membership.learn(renewed.get().snapshot(), before);
    }

    private void extend(Standing now, Renewal renewed, long before) {
        now.ids.renew(renewed, before);
        Server self = renewed.snapshot()
                .row(now.self.id(), now.self.incarnation())
                .map(ServerRow::server)
                .orElse(now.self);
        // If this server was fenced meanwhile, it stays so.
        change(last ->
                last.phase == Phase.ACTIVE ? new Standing(self, Phase.ACTIVE, before + rightNanos, now.ids) : last);
    }

    private void fence(String reason) {
        Standing before = change(now -> now.phase == Phase.ACTIVE ? now.in(Phase.FENCING) : now);
        if (before.phase != Phase.ACTIVE) {
            return;
        }
        Server self = before.self;
        membership.fenced(self, reason);
        LOG.log(Level.ERROR, ExtensionMessage.FENCED.text(cluster, self.id(), self.name(), reason));
        change(now -> now.phase == Phase.FENCING ? now.in(Phase.FENCED) : now);
    }

    private void regain(Standing fenced) {
        Standing regained = claim(fenced.self.incarnation());
        if (change(last -> last.phase == Phase.FENCED ? regained : last).phase != Phase.FENCED) {
            store.leave(regained.self.id(), regained.self.incarnation());
            return;
        }
        Server self = regained.self;
        LOG.log(Level.INFO, ExtensionMessage.REGAINED.text(cluster, self.id(), self.name(), self.incarnation()));
        membership.regained(self);
    }

    private Standing claim(long ownIncarnation) {
        Claimed claimed = store.claim(ownIncarnation);
        membership.self(claimed.self());
        membership.learn(claimed.renewal().snapshot(), claimed.asOf());
        return new Standing(claimed.self(), Phase.ACTIVE, claimed.asOf() + rightNanos, new IdSequence(claimed, ticker));
    }

    /** The only way to change where this server stands; returns where it stood. */
    private synchronized Standing change(UnaryOperator<Standing> step) {
        Standing before = standing;
        standing = step.apply(before);
        return before;
    }

    private boolean isCurrent(Standing now) {
        return now.phase == Phase.ACTIVE && ticker.getAsLong() - now.until < 0;
    }

    private void requireCurrent(Standing now) {
        if (!isCurrent(now)) {
            throw new MusterException(ExtensionMessage.NOT_CURRENT, now.self.id(), now.self.name());
        }
    }

    private enum Phase {
        ACTIVE,
        /** Fenced, and the listeners are being told. */
        FENCING,
        FENCED,
        LEFT
    }

    /** Where this server stands; {@code until} is on the monotonic clock. */
    private record Standing(Server self, Phase phase, long until, IdSequence ids) {

        Standing in(Phase other) {
            return new Standing(self, other, until, ids);
        }
    }
}
