package dev.muster.jpa.openjpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.apache.openjpa.persistence.DataCache;

/** An entity of a named cache. */
@Entity
@DataCache(name = "second")
public class ProductInPartition {

    @Id
    private long id;

    private String name = "";

    protected ProductInPartition() {}

    public ProductInPartition(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public String name() {
        return name;
    }
}
