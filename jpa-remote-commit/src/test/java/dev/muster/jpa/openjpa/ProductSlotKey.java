package dev.muster.jpa.openjpa;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** A key whose attributes are not declared in alphabetical order. */
@Embeddable
public class ProductSlotKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String warehouse = "";
    private int shelf;
    private short level;

    public ProductSlotKey() {}

    public ProductSlotKey(String warehouse, int shelf, int level) {
        this.warehouse = warehouse;
        this.shelf = shelf;
        this.level = (short) level;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProductSlotKey key
                && key.warehouse.equals(warehouse)
                && key.shelf == shelf
                && key.level == level;
    }

    @Override
    public int hashCode() {
        return warehouse.hashCode() * 31 + shelf + level;
    }
}
