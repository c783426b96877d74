package dev.muster.jpa.coherence.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What others refer to. */
@Entity
public class Thing extends Named {

    @Id
    private long id;

    protected Thing() {}

    public Thing(long id, String name) {
        super(name);
        this.id = id;
    }

    public long id() {
        return id;
    }

    @Override
    public String toString() {
        return name();
    }
}
