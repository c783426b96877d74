package dev.muster.jpa.coherence.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity that is never cached where the unit leaves the choice. */
@Entity
@Cacheable(false)
public class Uncached implements WithName {

    @Id
    private long id;

    private String name = "";

    protected Uncached() {}

    public Uncached(long id) {
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
