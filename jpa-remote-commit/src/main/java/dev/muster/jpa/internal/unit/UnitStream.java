package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.Eviction;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A registered persistence unit, connected or not. Whoever registered it closes it. Thread-safe. */
public final class UnitStream implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private final String unit;
    private final CacheEvictor evictor;
    private final Consumer<UnitStream> onClose;
    private final AtomicReference<CommitExchange.@Nullable Attachment> attachment = new AtomicReference<>();

    UnitStream(String unit, CacheEvictor evictor, Consumer<UnitStream> onClose) {
        this.unit = unit;
        this.evictor = evictor;
        this.onClose = onClose;
    }

    /** Name of the persistence unit. */
    public String unit() {
        return unit;
    }

    /**
     * Tells the peers of a commit; without a mesh nobody needs to know yet. Neither blocks nor throws: the commit stands.
     *
     * @param commit describes it; null if there is nothing to tell
     */
    public void publish(Supplier<@Nullable Eviction> commit) {
        CommitExchange.@Nullable Attachment connected = attachment.get();
        if (connected == null) {
            return;
        }
        @Nullable Eviction eviction = describe(commit);
        if (eviction != null) {
            connected.publish(eviction);
        }
    }

    private @Nullable Eviction describe(Supplier<@Nullable Eviction> commit) {
        try {
            return commit.get();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, MeshMessage.BROADCAST_FAILED.text(unit, e), e);
            return Eviction.EVERYTHING;
        }
    }

    void connect(CommitExchange exchange) {
        disconnect();
        attachment.set(exchange.attach(unit, evictor));
        LOG.log(Level.INFO, MeshMessage.UNIT_CONNECTED.text(unit, exchange.description()));
    }

    void disconnect() {
        CommitExchange.@Nullable Attachment old = attachment.getAndSet(null);
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void close() {
        disconnect();
        onClose.accept(this);
    }
}
