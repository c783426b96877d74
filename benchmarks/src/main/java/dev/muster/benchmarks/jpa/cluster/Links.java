package dev.muster.benchmarks.jpa.cluster;

import java.io.IOException;

/** Whether the nodes hear each other. Stateless. */
public final class Links {

    private static final int ATTEMPTS = 120;
    private static final long ATTEMPT_MILLIS = 500;

    private Links() {}

    /** Commits on each node in turn, until all others have evicted what it changed. */
    public static void await(JpaCluster cluster) throws IOException {
        if (!cluster.variant().isCoordinated()) {
            return;
        }
        for (JpaProcess committer : cluster.nodes()) {
            for (JpaProcess listener : cluster.nodes()) {
                if (listener != committer) {
                    await(cluster, committer, listener);
                }
            }
        }
    }

    private static void await(JpaCluster cluster, JpaProcess committer, JpaProcess listener) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            for (JpaProcess node : cluster.nodes()) {
                node.ask("load");
                node.ask("reset");
            }
            committer.ask("commit", 1, 1, 0, 0);
            if (listener.number("await", 1, ATTEMPT_MILLIS) > 0) {
                return;
            }
        }
        throw new IOException(cluster.variant().title() + ": the nodes do not hear each other");
    }
}
