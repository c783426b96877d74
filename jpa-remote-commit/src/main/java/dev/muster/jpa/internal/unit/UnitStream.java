package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.Eviction;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A registered persistence unit, connected or not. Whoever registered it closes it. Thread-safe. */
public final class UnitStream implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private final UnitSettings settings;
    private final CacheGuard guard;
    private final Consumer<UnitStream> onClose;
    private final AtomicReference<@Nullable Connected> connected = new AtomicReference<>();

    UnitStream(UnitSettings settings, CacheEvictor evictor, Consumer<UnitStream> onClose) {
        this.settings = settings;
        this.guard = new CacheGuard(settings.names().toShared(evictor));
        this.onClose = onClose;
    }

    /** Name of the persistence unit on the wire. */
    public String unit() {
        return settings.unit();
    }

    /** What loads and hits of this unit's caches are to be checked with. */
    public CacheGuard guard() {
        return guard;
    }

    /**
     * Tells the peers of a commit; without a mesh nobody needs to know yet. Blocks only if the unit or its mesh wants to
     * wait for the peers, and never throws: the commit stands.
     *
     * @param commit describes it; null if there is nothing to tell
     */
    public void publish(Supplier<@Nullable Eviction> commit) {
        @Nullable Connected to = connected.get();
        if (to == null) {
            return;
        }
        @Nullable Eviction eviction = describe(commit);
        if (eviction != null) {
            to.attachment.publish(settings.names().toShared(eviction), to.delivery);
        }
    }

    /** Evicts here what this server has changed behind its provider's back, by the names of this unit. */
    public void evictHere(Eviction eviction) {
        guard.apply(settings.names().toShared(eviction));
    }

    private @Nullable Eviction describe(Supplier<@Nullable Eviction> commit) {
        try {
            return commit.get();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, MeshMessage.BROADCAST_FAILED.text(unit(), e), e);
            return Eviction.EVERYTHING;
        }
    }

    void connect(CommitExchange exchange) {
        disconnect();
        connected.set(new Connected(
                exchange.attach(unit(), guard), settings.delivery().orElse(exchange.delivery())));
        LOG.log(Level.INFO, MeshMessage.UNIT_CONNECTED.text(unit(), exchange.description()));
    }

    void disconnect() {
        @Nullable Connected old = connected.getAndSet(null);
        if (old != null) {
            old.attachment.close();
        }
    }

    @Override
    public void close() {
        disconnect();
        onClose.accept(this);
    }

    private record Connected(CommitExchange.Attachment attachment, Delivery delivery) {}
}
