package com.example.legacy;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** A note the customer is writing, kept as long as the page stays open. */
@Named
@ViewScoped
public class DraftNote implements Serializable {

    private static final long serialVersionUID = 1L;

    private String line = "";
    private String text = "";
    private int postbacks;

    /** Appends the line that was typed. */
    public void write() {
        text = text.isEmpty() ? line : text + " / " + line;
        line = "";
        postbacks++;
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

    public int getPostbacks() {
        return postbacks;
    }
}
