package com.example.board;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A notice on the board. */
@Entity
@Table(name = "notice")
public class Notice {

    @Id
    private long id;

    private String text;

    @Version
    private int version;

    protected Notice() {}

    Notice(long id, String text) {
        this.id = id;
        this.text = text;
    }

    public long getId() {
        return id;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public int getVersion() {
        return version;
    }
}
