package dev.muster.jpa.coherence.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity with nothing special. */
@Entity
@Table(name = "PLAIN")
public class Plain implements WithName {

    @Id
    @Column(name = "ID")
    private long id;

    @Column(name = "NAME")
    private String name = "";

    protected Plain() {}

    public Plain(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public long id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    public void name(String newName) {
        name = newName;
    }
}
