package com.example.travel;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A journey that is being booked, leg by leg: a traveller may book several at once, each in its own window. */
@Named
@ConversationScoped
public class Booking implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<String> legs = new ArrayList<>();
    private String leg = "";

    @Inject
    private Conversation conversation;

    @Inject
    private Diary diary;

    /** Begins the booking, if need be, and adds the leg that was typed. */
    public void add() {
        add(leg);
        leg = "";
    }

    void add(String destination) {
        if (conversation.isTransient()) {
            conversation.begin();
        }
        legs.add(destination);
    }

    /** Ends the booking and goes to the page without it. */
    public String finish() {
        conversation.end();
        return "/booking?faces-redirect=true";
    }

    /** Goes on with the booking after a redirect. */
    public String again() {
        return "/booking?faces-redirect=true";
    }

    @PreDestroy
    void drop() {
        diary.note("dropped " + legs);
    }

    public String getLegs() {
        return String.join(", ", legs);
    }

    public String getLeg() {
        return leg;
    }

    public void setLeg(String leg) {
        this.leg = leg;
    }
}
