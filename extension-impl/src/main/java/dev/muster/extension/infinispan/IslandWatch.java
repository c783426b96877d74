package dev.muster.extension.infinispan;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says when Infinispan does not reach all live servers, once per set of missing ones, and when it does again. JGroups merges
 * what finds each other; where this server is all alone, its discovery may have nothing to begin with, so Infinispan is
 * started anew after growing pauses. Runs on one thread; what is missing may be asked from any.
 */
final class IslandWatch {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    private final String cluster;
    private final Settings settings;
    private final Supplier<List<Peer>> live;
    private final Islands islands;
    private final Pauses pauses;
    private final LongSupplier ticker;
    private volatile List<Peer> missing = List.of();
    private long nextStart;

    /**
     * @param live the live servers that take part, without this one
     * @param pauses between new starts
     * @param ticker monotonic clock in nanoseconds
     */
    IslandWatch(
            String cluster,
            Settings settings,
            Supplier<List<Peer>> live,
            Islands islands,
            Pauses pauses,
            LongSupplier ticker) {
        this.cluster = cluster;
        this.settings = settings;
        this.live = live;
        this.islands = islands;
        this.pauses = pauses;
        this.ticker = ticker;
    }

    /** The live servers that are not reached, by name. */
    List<String> missing() {
        return missing.stream().map(Peer::name).toList();
    }

    void started(Collection<Peer> before, SharedTexts texts) {
        islands.started(before, texts.members());
    }

    /**
     * Looks now.
     *
     * @return whether a new start may help
     */
    boolean look(SharedTexts texts) {
        try {
            return compare(live.get(), texts);
        } catch (MusterException e) {
            LOG.log(Level.DEBUG, "without the database nobody knows who is missing", e);
            return false;
        }
    }

    private boolean compare(Collection<Peer> peers, SharedTexts texts) {
        List<Peer> before = missing;
        missing = islands.missing(peers, texts.members());
        if (!missing.equals(before)) {
            tell();
        }
        if (missing.isEmpty()) {
            pauses.reset();
            return false;
        }
        if (before.isEmpty()) {
            nextStart = ticker.getAsLong() + pauses.next();
        }
        return texts.members().size() <= 1 && isTimeToStart();
    }

    private boolean isTimeToStart() {
        long now = ticker.getAsLong();
        if (now - nextStart < 0) {
            return false;
        }
        nextStart = now + pauses.next();
        return true;
    }

    private void tell() {
        if (missing.isEmpty()) {
            LOG.log(Level.INFO, CacheMessage.WHOLE.text(cluster));
        } else {
            String addresses = settings.text(Setting.ROOMS_ADDRESSES)
                    .map(value -> " with " + Setting.ROOMS_ADDRESSES.key() + "=" + value)
                    .orElse("");
            LOG.log(
                    Level.WARNING,
                    CacheMessage.DEGRADED.text(
                            cluster, missing, settings.required(Setting.ROOMS_DISCOVERY), addresses));
        }
    }
}
