package com.example.lounge;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.shiro.session.Session;
import org.apache.shiro.session.SessionListener;

/** Writes down who comes and goes. Shiro makes one; all of a server look into the same book. */
public class Doorman implements SessionListener {

    private static final List<String> BOOK = new CopyOnWriteArrayList<>();

    static List<String> book() {
        return BOOK;
    }

    @Override
    public void onStart(Session session) {
        BOOK.add("start " + session.getId());
    }

    @Override
    public void onStop(Session session) {
        BOOK.add("stop " + session.getId() + " visits=" + session.getAttribute("visits"));
    }

    @Override
    public void onExpiration(Session session) {
        BOOK.add("expire " + session.getId() + " visits=" + session.getAttribute("visits"));
    }
}
