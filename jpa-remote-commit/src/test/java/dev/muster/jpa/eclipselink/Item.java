package dev.muster.jpa.eclipselink;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** An entity with an eager relation. */
@Entity
public class Item {

    @Id
    private long id;

    private int state;

    @ManyToOne
    private Shelf shelf;

    @SuppressWarnings("NullAway") // by JPA
    protected Item() {}

    public Item(long id, Shelf shelf) {
        this.id = id;
        this.shelf = shelf;
        shelf.items().add(this);
    }

    public long id() {
        return id;
    }

    public int state() {
        return state;
    }

    public void state(int newState) {
        state = newState;
    }

    public Shelf shelf() {
        return shelf;
    }
}
