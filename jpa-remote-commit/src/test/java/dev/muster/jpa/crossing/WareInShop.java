package dev.muster.jpa.crossing;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** What OpenJPA's application calls a ProductInShop, with a key of another shape and order. */
@Entity
@Table(name = "ProductInShop")
public class WareInShop {

    @EmbeddedId
    private Place place = new Place();

    private int amount;

    protected WareInShop() {}

    public WareInShop(Place place, int amount) {
        this.place = place;
        this.amount = amount;
    }

    public Place place() {
        return place;
    }

    public int amount() {
        return amount;
    }

    public void amount(int newAmount) {
        amount = newAmount;
    }

    /** The key. */
    @Embeddable
    public static class Place implements Serializable {

        private static final long serialVersionUID = 1L;

        private long shelf;
        private String warehouse = "";

        public Place() {}

        public Place(long shelf, String warehouse) {
            this.shelf = shelf;
            this.warehouse = warehouse;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && place.warehouse.equals(warehouse) && place.shelf == shelf;
        }

        @Override
        public int hashCode() {
            return warehouse.hashCode() * 31 + Long.hashCode(shelf);
        }
    }
}
