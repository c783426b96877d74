package dev.muster.jpa.openjpa;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/** An entity with an embedded key. */
@Entity
public class ProductSlot {

    @EmbeddedId
    private ProductSlotKey key;

    private int amount;

    protected ProductSlot() {
        key = new ProductSlotKey();
    }

    public ProductSlot(ProductSlotKey key, int amount) {
        this.key = key;
        this.amount = amount;
    }

    public ProductSlotKey key() {
        return key;
    }

    public int amount() {
        return amount;
    }

    public void amount(int newAmount) {
        amount = newAmount;
    }
}
