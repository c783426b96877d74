package dev.muster.jpa.openjpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** An entity with a random key. */
@Entity
public class ProductByUuid {

    @Id
    private UUID id = new UUID(0, 0);

    private String name = "";

    protected ProductByUuid() {}

    public ProductByUuid(UUID id, String name) {
        this.id = id;
        this.name = name;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public void rename(String newName) {
        name = newName;
    }
}
