package dev.muster.samples.rooms;

import dev.muster.event.Clustered;
import dev.muster.server.ServerIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last announcements, as this server heard them. Thread-safe. */
@ApplicationScoped
public class Announcements {

    private static final int KEPT = 100;

    @Inject
    @Clustered
    private Event<Announcement> announced;

    @Inject
    private ServerIdentity identity;

    private final Deque<Announcement> heard = new ArrayDeque<>();

    /** Says something on all servers. */
    public void announce(String text) {
        announced.fire(new Announcement(text, identity.name()));
    }

    /** Oldest first. */
    public synchronized List<Announcement> heard() {
        return List.copyOf(heard);
    }

    synchronized void hear(@Observes @Clustered Announcement announcement) {
        if (heard.size() == KEPT) {
            heard.removeFirst();
        }
        heard.addLast(announcement);
    }
}
