package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshMessage;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What is done at each heartbeat: tell the peers, look for silent ones, and notice if this server itself stood still. */
final class Pulse implements Runnable {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private final Exchange exchange;
    private final Links links;
    private final LocalUnits units;
    private final long stalenessNanos;
    private final BooleanSupplier anyUnheard;
    private final LongSupplier ticker;
    private long last;
    private long emptiedAt;

    /**
     * @param anyUnheard whether there is a live peer that cannot be heard; while there is, caches are emptied once in each
     *     staleness, so that nothing in them is older than that
     */
    Pulse(
            Exchange exchange,
            Links links,
            LocalUnits units,
            long stalenessNanos,
            BooleanSupplier anyUnheard,
            LongSupplier ticker) {
        this.exchange = exchange;
        this.links = links;
        this.units = units;
        this.stalenessNanos = stalenessNanos;
        this.anyUnheard = anyUnheard;
        this.ticker = ticker;
        last = ticker.getAsLong();
        emptiedAt = last;
    }

    @Override
    public void run() {
        long now = ticker.getAsLong();
        long stood = now - last;
        last = now;
        if (stood > stalenessNanos) {
            stoodStill(TimeUnit.NANOSECONDS.toMillis(stood));
        }
        links.cutStale(stalenessNanos);
        exchange.heartbeat();
        if (now - emptiedAt > stalenessNanos && anyUnheard.getAsBoolean()) {
            emptiedAt = now;
            units.emptyAllQuietly();
        }
    }

    private void stoodStill(long millis) {
        LOG.log(Level.WARNING, MeshMessage.OWN_PAUSE.text(millis));
        units.emptyAll("this server stood still");
        links.all().forEach(Link::forgiveSilence);
    }
}
