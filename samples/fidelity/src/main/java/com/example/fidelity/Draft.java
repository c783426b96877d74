package com.example.fidelity;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** What a user writes on one page, kept as long as the page stays open. */
@Named
@ViewScoped
public class Draft implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private Cart cart;

    private String line = "";
    private String text = "";

    /** Appends the line that was typed; each line is an item of the cart too. */
    public void write() {
        text = text.isEmpty() ? line : text + "/" + line;
        cart.add(line);
        line = "";
    }

    public String getLine() {
        return line;
    }

    public void setLine(String line) {
        this.line = line;
    }

    public String getText() {
        return text;
    }
}
