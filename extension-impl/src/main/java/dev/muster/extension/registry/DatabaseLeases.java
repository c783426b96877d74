package dev.muster.extension.registry;

import dev.muster.MusterException;
import dev.muster.extension.ExtensionMessage;
import dev.muster.extension.registry.Choice.Held;
import dev.muster.extension.registry.Choice.Take;
import dev.muster.extension.registry.Choice.What;
import dev.muster.server.Server;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Leases in the shared database.
 *
 * <p>What we want may be held by an earlier start of ourselves that was killed, or paused and still believes in its
 * lease. So a rival is neither overrun nor refused at once: it shows that it lives by renewing its lease, or its lease
 * ends.
 */
final class DatabaseLeases implements LeaseStore {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final String cluster;
    private final ServerStore servers;
    private final Candidate candidate;
    private final Duration patience;
    private final LongSupplier ticker;
    private final LongConsumer pause;

    /**
     * @param patience how long to wait at most for a rival's lease to end
     * @param ticker monotonic clock in nanoseconds
     * @param pause waits for so many milliseconds
     */
    DatabaseLeases(
            String cluster,
            ServerStore servers,
            Candidate candidate,
            Duration patience,
            LongSupplier ticker,
            LongConsumer pause) {
        this.cluster = cluster;
        this.servers = servers;
        this.candidate = candidate;
        this.patience = patience;
        this.ticker = ticker;
        this.pause = pause;
    }

    @Override
    public Claimed claim(long ownIncarnation) {
        Map<Long, Long> leasesSeen = new HashMap<>();
        long start = ticker.getAsLong();
        while (true) {
            Choice choice = choose(servers.read(), ownIncarnation, leasesSeen);
            if (choice instanceof Take) {
                Optional<Claimed> claimed = servers.claim(
                        snapshot -> choose(snapshot, ownIncarnation, leasesSeen), candidate, ticker.getAsLong());
                if (claimed.isPresent()) {
                    return claimed.get();
                }
            } else if (choice instanceof Held held) {
                waitFor(held, start, leasesSeen);
            } else {
                throw new MusterException(ExtensionMessage.NO_FREE_ID, cluster, candidate.lastId());
            }
        }
    }

    @Override
    public Optional<Renewal> renew(int id, long incarnation, long idTime) {
        return servers.renew(id, incarnation, idTime);
    }

    @Override
    public void leave(int id, long incarnation) {
        servers.leave(id, incarnation);
    }

    private Choice choose(Snapshot snapshot, long ownIncarnation, Map<Long, Long> leasesSeen) {
        snapshot.live().forEach(row -> leasesSeen.putIfAbsent(row.incarnation(), row.leaseUntil()));
        return new Slots(candidate, snapshot, ownIncarnation, row -> hasRenewed(row, leasesSeen)).choose();
    }

    private void waitFor(Held held, long start, Map<Long, Long> leasesSeen) {
        long waited = ticker.getAsLong() - start;
        if (hasRenewed(held.row(), leasesSeen) || waited > patience.toNanos()) {
            throw refused(held);
        }
        if (waited < Duration.ofMillis(LOOK_AGAIN_MILLIS).toNanos()) {
            logWaiting(held);
        }
        pause.accept(LOOK_AGAIN_MILLIS);
    }

    private static boolean hasRenewed(ServerRow row, Map<Long, Long> leasesSeen) {
        Long seen = leasesSeen.get(row.incarnation());
        return seen != null && row.leaseUntil() > seen;
    }

    private static void logWaiting(Held held) {
        Server rival = held.row().server();
        LOG.log(
                Level.INFO,
                ExtensionMessage.WAITING.text(
                        rival.id(),
                        rival.name(),
                        rival.address(),
                        rival.port(),
                        held.what().word(),
                        held.row().leaseEnd()));
    }

    private static MusterException refused(Held held) {
        Server rival = held.row().server();
        String until = held.row().leaseEnd();
        return held.what() == What.ID
                ? new MusterException(
                        ExtensionMessage.ID_TAKEN, rival.id(), rival.name(), rival.address(), rival.port(), until)
                : new MusterException(
                        ExtensionMessage.NAME_TAKEN, rival.name(), rival.id(), rival.address(), rival.port(), until);
    }
}
