package dev.muster.jpa.eclipselink;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** An entity with a lazy relation. */
@Entity
public class Shelf {

    @Id
    private long id;

    private int state;

    @OneToMany(mappedBy = "shelf")
    private List<Item> items = new ArrayList<>();

    protected Shelf() {}

    public Shelf(long id) {
        this.id = id;
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

    public List<Item> items() {
        return items;
    }
}
