package dev.muster.jpa;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what happened to links. */
public final class RecordingListener implements MeshListener {

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void linkUp(Peer peer, long durationMillis, String security) {
        events.add("up '" + peer.name() + "' " + security);
    }

    @Override
    public void linkDown(Peer peer, boolean orderly, String reason) {
        events.add("down " + (orderly ? "orderly" : "lost") + " '" + peer.name() + "' " + reason);
    }

    @Override
    public void unreachable(Peer peer, String reason) {
        events.add("unreachable " + reason);
    }

    @Override
    public void refused(InetSocketAddress remote, long bytes, String reason) {
        events.add("refused " + reason + " (" + bytes + " bytes)");
    }

    @Override
    public void foreign(Peer peer, String reason) {
        events.add("foreign '" + peer.name() + "' " + reason);
    }

    /** All events so far. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** Waits for an event that starts so. */
    public void await(String start) throws InterruptedException {
        Await.until(start + " in " + events, () -> events.stream().anyMatch(event -> event.startsWith(start)));
    }
}
