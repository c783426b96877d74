package dev.muster.jpa.coherence.model;

import jakarta.persistence.MappedSuperclass;

/** What has a name; the row of mapped superclasses is about this class. */
@MappedSuperclass
public abstract class Named implements WithName {

    private String name = "";

    protected Named() {}

    protected Named(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    public void name(String newName) {
        name = newName;
    }
}
