package dev.muster.jpa.coherence.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity that is cached where the unit leaves the choice. */
@Entity
@Cacheable(true)
public class Cached implements WithName {

    @Id
    private long id;

    private String name = "";

    protected Cached() {}

    public Cached(long id) {
        this.id = id;
        this.name = "old";
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
