package com.example.fidelity;

import jakarta.enterprise.context.ConversationScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A bean of the conversation scope. */
@ConversationScoped
public class Booking implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> steps = new ArrayList<>();

    /** Takes one more step. */
    public void step(String name) {
        steps.add(name);
    }

    public List<String> steps() {
        return List.copyOf(steps);
    }
}
