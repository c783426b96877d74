package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshMessage;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What is done at each heartbeat: tell the peers, look for silent ones, and notice if this server itself stood still. */
final class Pulse implements Runnable {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private final Exchange exchange;
    private final Links links;
    private final LocalUnits units;
    private final long stalenessNanos;
    private final LongSupplier ticker;
    private long last;

    Pulse(Exchange exchange, Links links, LocalUnits units, long stalenessNanos, LongSupplier ticker) {
        this.exchange = exchange;
        this.links = links;
        this.units = units;
        this.stalenessNanos = stalenessNanos;
        this.ticker = ticker;
        last = ticker.getAsLong();
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
    }

    private void stoodStill(long millis) {
        LOG.log(Level.WARNING, MeshMessage.OWN_PAUSE.text(millis));
        units.emptyAll("this server stood still");
        links.all().forEach(Link::forgiveSilence);
    }
}
