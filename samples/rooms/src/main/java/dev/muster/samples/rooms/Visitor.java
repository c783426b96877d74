package dev.muster.samples.rooms;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;

/** Who uses this browser, and where they have been: lives in the session, whichever server they are on. */
@Named
@SessionScoped
public class Visitor implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name = "";
    private int visits;
    private final TreeSet<String> rooms = new TreeSet<>();

    synchronized void become(String who) {
        name = who;
    }

    /** Counts a visit. */
    synchronized void enters(String room) {
        visits++;
        rooms.add(room);
    }

    public synchronized boolean isSignedIn() {
        return !name.isEmpty();
    }

    public synchronized String getName() {
        return name;
    }

    /** How often a room was entered in this session. */
    public synchronized int getVisits() {
        return visits;
    }

    /** The rooms entered in this session, ordered by name. */
    public synchronized List<String> getRooms() {
        return List.copyOf(rooms);
    }
}
