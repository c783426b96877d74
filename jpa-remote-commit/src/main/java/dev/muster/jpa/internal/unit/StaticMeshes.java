package dev.muster.jpa.internal.unit;

import dev.muster.jpa.Mesh;
import dev.muster.jpa.internal.mesh.MeshNode;
import java.util.HashMap;
import java.util.Map;

/** The meshes that units with own addresses have opened; units with equal settings share one. Thread-safe. */
final class StaticMeshes {

    private static final StaticMeshes HERE = new StaticMeshes();

    private final Map<StaticSettings, Shared> meshes = new HashMap<>();

    static StaticMeshes here() {
        return HERE;
    }

    /**
     * The mesh for these settings, opened if no unit has it open yet.
     *
     * @throws dev.muster.jpa.MeshException if it cannot be opened
     */
    synchronized Lease open(StaticSettings settings) {
        Shared shared = meshes.computeIfAbsent(settings, wanted -> new Shared(MeshNode.open(wanted.meshConfig())));
        shared.users++;
        return new Lease(shared.mesh, () -> release(settings));
    }

    private synchronized void release(StaticSettings settings) {
        Shared shared = meshes.get(settings);
        if (shared != null && --shared.users == 0) {
            meshes.remove(settings);
            ((Mesh) shared.mesh).close();
        }
    }

    /**
     * The right of one unit to use a mesh.
     *
     * @param mesh the mesh
     * @param release gives the right back
     */
    record Lease(MeshNode mesh, Runnable release) {

        /** Gives the mesh back; the last one closes it. */
        void close() {
            release.run();
        }
    }

    private static final class Shared {

        private final MeshNode mesh;
        private int users;

        Shared(MeshNode mesh) {
            this.mesh = mesh;
        }
    }
}
