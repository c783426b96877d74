package dev.muster.jpa.coherence.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entity with relations that only it knows of. */
@Entity
public class Holder extends Named {

    @Id
    private long id;

    @ManyToOne
    private @Nullable Thing favourite;

    @OneToMany(cascade = CascadeType.ALL)
    @JoinTable(name = "HOLDER_TABLED")
    private List<Thing> tabled = new ArrayList<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "HOLDER_ID")
    private List<Thing> columned = new ArrayList<>();

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinTable(name = "HOLDER_ORDERED")
    @OrderColumn(name = "PLACE")
    private List<Thing> ordered = new ArrayList<>();

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinTable(name = "HOLDER_SORTED")
    @OrderBy("name")
    private List<Thing> sorted = new ArrayList<>();

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinTable(name = "HOLDER_NAMED")
    @MapKey(name = "name")
    private Map<String, Thing> named = new HashMap<>();

    protected Holder() {}

    public Holder(long id, String name) {
        super(name);
        this.id = id;
    }

    public long id() {
        return id;
    }

    public @Nullable Thing favourite() {
        return favourite;
    }

    public void favourite(Thing thing) {
        favourite = thing;
    }

    public List<Thing> tabled() {
        return tabled;
    }

    public List<Thing> columned() {
        return columned;
    }

    public List<Thing> ordered() {
        return ordered;
    }

    public List<Thing> sorted() {
        return sorted;
    }

    public Map<String, Thing> named() {
        return named;
    }
}
