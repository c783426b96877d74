package dev.muster.jpa.eclipselink;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;

/** An entity with a key of two parts. */
@Entity
@IdClass(Stock.Key.class)
public class Stock {

    @Id
    private String warehouse = "";

    @Id
    private int shelf;

    private int amount;

    protected Stock() {}

    public Stock(String warehouse, int shelf, int amount) {
        this.warehouse = warehouse;
        this.shelf = shelf;
        this.amount = amount;
    }

    public Key key() {
        return new Key(warehouse, shelf);
    }

    public int amount() {
        return amount;
    }

    public void amount(int newAmount) {
        amount = newAmount;
    }

    /** The key. */
    public static final class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private String warehouse = "";
        private int shelf;

        public Key() {}

        public Key(String warehouse, int shelf) {
            this.warehouse = warehouse;
            this.shelf = shelf;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.warehouse.equals(warehouse) && key.shelf == shelf;
        }

        @Override
        public int hashCode() {
            return warehouse.hashCode() * 31 + shelf;
        }
    }
}
