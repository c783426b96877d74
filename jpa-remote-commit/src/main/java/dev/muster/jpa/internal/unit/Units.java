package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.CommitExchange;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The persistence units of one class loader and the mesh that was bound for them, in whatever order they come.
 *
 * <p>A unit that names addresses always uses a mesh of its own settings, bound mesh or not: whether a unit comes up
 * before or after the binding may differ from server to server, and all servers must end up in the same mesh.
 * Thread-safe.
 */
public final class Units {

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Units HERE = new Units(Reminder.after(PATIENCE));

    private final Reminder later;
    /** Those that no mesh was bound for yet, each with what calls its reminder off. */
    private final Map<UnitStream, Runnable> waiting = new LinkedHashMap<>();

    private final Set<UnitStream> streams = new LinkedHashSet<>();
    private @Nullable CommitExchange bound;

    /**
     * @param later runs what is to be checked once a mesh should have been bound
     */
    Units(Reminder later) {
        this.later = later;
    }

    /** Those of this class loader. */
    public static Units here() {
        return HERE;
    }

    /**
     * Registers a unit; whoever does closes the result.
     *
     * @throws dev.muster.jpa.MeshException if it names its peers itself and its mesh cannot be opened
     */
    public UnitStream register(UnitSettings settings, CacheEvictor evictor) {
        return settings.peers()
                .map(peers -> registerWithPeers(settings, peers, evictor))
                .orElseGet(() -> registerWaiting(settings, evictor));
    }

    private UnitStream registerWaiting(UnitSettings settings, CacheEvictor evictor) {
        UnitStream stream = new UnitStream(settings, evictor, this::forget);
        synchronized (this) {
            streams.add(stream);
            if (bound == null) {
                waiting.put(stream, later.remind(() -> reportIfWaiting(stream)));
            } else {
                stream.connect(bound);
            }
        }
        return stream;
    }

    private static UnitStream registerWithPeers(UnitSettings settings, StaticSettings peers, CacheEvictor evictor) {
        StaticMeshes.Lease lease = StaticMeshes.here().open(peers);
        UnitStream stream = new UnitStream(settings, evictor, closed -> lease.close());
        stream.connect(lease.mesh());
        return stream;
    }

    /** Connects all registered units with this mesh, those of now and those that come later. */
    public synchronized void bind(CommitExchange mesh) {
        bound = mesh;
        waiting.values().forEach(Runnable::run);
        waiting.clear();
        streams.forEach(stream -> stream.connect(mesh));
    }

    /** Disconnects all registered units, if it is this mesh that is bound. */
    public synchronized void unbind(CommitExchange mesh) {
        if (bound == mesh) {
            bound = null;
            streams.forEach(UnitStream::disconnect);
        }
    }

    /** The mesh that is bound. */
    public synchronized Optional<CommitExchange> bound() {
        return Optional.ofNullable(bound);
    }

    private synchronized void forget(UnitStream stream) {
        streams.remove(stream);
        @Nullable Runnable callOff = waiting.remove(stream);
        if (callOff != null) {
            callOff.run();
        }
    }

    private synchronized void reportIfWaiting(UnitStream stream) {
        if (waiting.remove(stream) != null) {
            LOG.log(Level.WARNING, MeshMessage.NOT_CONNECTED.text(stream.unit(), PATIENCE.toSeconds()));
        }
    }
}
