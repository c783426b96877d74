package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshCounter;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.Peer;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What is done at each heartbeat: ask the peers for an answer, cut silent ones, and extend the time for which the caches
 * may be served from.
 *
 * <p>That time is a lease on our own clock. A peer that answers a heartbeat has told us all that it did before we sent
 * it; so caches may be served until the staleness after the oldest heartbeat that each live peer has answered. It runs
 * out by itself when a peer cannot be heard, in whichever direction, and when this server stands still.
 */
final class Pulse implements Runnable {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private final Exchange exchange;
    private final Links links;
    private final LocalUnits units;
    private final long stalenessNanos;
    private final Supplier<List<Target>> suspects;
    private final Counters counters;
    private final LongSupplier ticker;
    private long last;
    private boolean bypassing;
    private long bypassCountedTo;

    Pulse(
            Exchange exchange,
            Links links,
            LocalUnits units,
            long stalenessNanos,
            Supplier<List<Target>> suspects,
            Counters counters,
            LongSupplier ticker) {
        this.exchange = exchange;
        this.links = links;
        this.units = units;
        this.stalenessNanos = stalenessNanos;
        this.suspects = suspects;
        this.counters = counters;
        this.ticker = ticker;
        last = ticker.getAsLong();
        units.serveUntil(last + stalenessNanos);
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
        links.writeOff(now - Target.LINGER * stalenessNanos);
        // Zero is no stamp.
        exchange.heartbeat(now | 1);
        extend(now);
    }

    private void extend(long now) {
        Map<Peer, Long> heard = new HashMap<>();
        links.all().forEach(link -> heard.put(link.peer(), link.state().asOf()));
        links.debts().forEach(debt -> heard.put(debt.peer(), debt.asOf()));
        suspects.get().forEach(target -> heard.put(target.peer, target.asOf()));
        Optional<Map.Entry<Peer, Long>> oldest =
                heard.entrySet().stream().max((a, b) -> Long.signum(age(now, a) - age(now, b)));
        long until = oldest.map(Map.Entry::getValue).orElse(now) + stalenessNanos;
        boolean late = until - now <= 0;
        if (late && !bypassing) {
            counters.increment(MeshCounter.BYPASSES);
            units.emptyAll(oldest.orElseThrow().getKey() + " cannot be heard");
            LOG.log(
                    Level.WARNING,
                    MeshMessage.BYPASS.text(
                            oldest.orElseThrow().getKey(),
                            TimeUnit.NANOSECONDS.toMillis(age(now, oldest.orElseThrow()))));
        } else if (!late && bypassing) {
            // What was loaded meanwhile is as old as the one who was not heard, and he may be gone now.
            units.emptyAll("after a bypass");
            LOG.log(Level.INFO, MeshMessage.BYPASS_ENDED.text());
        }
        if (bypassing) {
            counters.add(MeshCounter.BYPASSED_MILLIS, TimeUnit.NANOSECONDS.toMillis(now - bypassCountedTo));
        }
        bypassCountedTo = now;
        bypassing = late;
        units.serveUntil(until);
    }

    private static long age(long now, Map.Entry<Peer, Long> heard) {
        return now - heard.getValue();
    }

    private void stoodStill(long millis) {
        LOG.log(Level.WARNING, MeshMessage.OWN_PAUSE.text(millis));
        units.emptyAll("this server stood still");
        links.all().forEach(Link::forgiveSilence);
    }
}
