package dev.muster.jpa.coherence.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** An entity with a version. */
@Entity
public class Versioned extends Named {

    @Id
    private long id;

    @Version
    private long version;

    protected Versioned() {}

    public Versioned(long id, String name) {
        super(name);
        this.id = id;
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }
}
