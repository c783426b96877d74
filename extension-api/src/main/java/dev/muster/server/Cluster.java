package dev.muster.server;

import java.util.List;

/**
 * Which servers run this application: an injectable bean of the application.
 *
 * <p>Changes are also fired as CDI events, in order and once each per server: {@link ServerJoined}, {@link ServerLeft},
 * {@link ServerFenced}, {@link ServerRegained}. Answers come from memory and are at most one lease renewal old.
 * Thread-safe.
 */
public interface Cluster {

    /** The name of the cluster: {@code muster.cluster}, by default the context path. */
    String name();

    /** This server. */
    Server self();

    /** The servers whose lease is live, this one included, ordered by id. */
    List<Server> servers();
}
