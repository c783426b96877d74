package dev.muster.jpa;

import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.unit.Units;
import java.util.Optional;

/**
 * Where persistence units and the mesh of a server find each other, in whatever order they come up: a persistence
 * provider creates its adapter long before there is a mesh to use. One place per class loader. Thread-safe.
 */
public final class RemoteCommits {

    private RemoteCommits() {}

    /**
     * Connects all persistence units that name no addresses of their own, those here already and those that come later.
     * A mesh bound before is replaced, not closed.
     */
    public static void bind(Mesh mesh) {
        Units.here().bind(exchange(mesh));
    }

    /** Disconnects the persistence units from this mesh; does nothing if another one is bound. Does not close it. */
    public static void unbind(Mesh mesh) {
        Units.here().unbind(exchange(mesh));
    }

    /** The mesh that is bound, if there is one. */
    public static Optional<Mesh> bound() {
        return Units.here().bound().map(Mesh.class::cast);
    }

    private static CommitExchange exchange(Mesh mesh) {
        if (mesh instanceof CommitExchange exchange) {
            return exchange;
        }
        throw new IllegalArgumentException("a mesh comes from Mesh.open, this is " + mesh.getClass());
    }
}
