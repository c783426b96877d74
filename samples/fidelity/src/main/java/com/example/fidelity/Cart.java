package com.example.fidelity;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A bean of the session scope. */
@Named
@SessionScoped
public class Cart implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> items = new ArrayList<>();

    /** Puts one more in. */
    public void add(String item) {
        items.add(item);
    }

    public List<String> content() {
        return List.copyOf(items);
    }

    public int getSize() {
        return items.size();
    }
}
