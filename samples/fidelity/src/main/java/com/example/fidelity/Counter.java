package com.example.fidelity;

import jakarta.servlet.http.HttpSession;

/** Counts in an attribute. */
final class Counter {

    private static final String NAME = "counter";

    private Counter() {}

    static int next(HttpSession session) {
        var next = session.getAttribute(NAME) instanceof Integer counter ? counter + 1 : 1;
        session.setAttribute(NAME, next);
        return next;
    }
}
