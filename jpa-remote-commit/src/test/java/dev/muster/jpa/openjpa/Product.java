package dev.muster.jpa.openjpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity with a plain key. */
@Entity
public class Product {

    @Id
    private long id;

    private String name = "";

    protected Product() {}

    public Product(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public void rename(String newName) {
        name = newName;
    }
}
