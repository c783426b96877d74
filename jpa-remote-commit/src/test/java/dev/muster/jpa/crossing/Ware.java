package dev.muster.jpa.crossing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What OpenJPA's application calls a Product, with a key of another type. */
@Entity
@Table(name = "Product")
public class Ware {

    @Id
    private int id;

    private String name = "";

    protected Ware() {}

    public Ware(int id, String name) {
        this.id = id;
        this.name = name;
    }

    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    public void rename(String newName) {
        name = newName;
    }
}
