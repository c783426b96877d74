package dev.muster.jpa.management;

import java.util.List;
import java.util.Map;

/** A mesh as JMX tools see it: {@code dev.muster:type=Mesh,cluster=…,server=…,port=…}. Thread-safe. */
public interface MeshMXBean {

    /** Where it listens. */
    String getAddress();

    /** Counters by name, see {@link dev.muster.jpa.MeshCounter}. */
    Map<String, Long> getCounters();

    /** Incoming connections that were refused. */
    long getRefusedConnections();

    /** Number of peers that are tried and to which no link is up. */
    int getMissingPeers();

    /** One entry per peer. */
    List<PeerView> getPeers();
}
