package com.example.fidelity.listener;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened to sessions in this server since it started: {@code who session what}. */
public final class Journal {

    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    private Journal() {}

    /** All lines so far. */
    public static List<String> lines() {
        return List.copyOf(LINES);
    }

    /** Writes one more. */
    public static void write(String who, HttpSession session, String what) {
        LINES.add(who + " " + session.getId() + " " + what);
    }
}
