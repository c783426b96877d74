package com.example.travel;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.io.Serializable;

/** What a traveller has collected. */
@SessionScoped
public class Wallet implements Serializable {

    private static final long serialVersionUID = 1L;

    private int points;

    @Inject
    private Diary diary;

    int collect() {
        return ++points;
    }

    int points() {
        return points;
    }

    @PreDestroy
    void drop() {
        diary.note("dropped " + points);
    }
}
