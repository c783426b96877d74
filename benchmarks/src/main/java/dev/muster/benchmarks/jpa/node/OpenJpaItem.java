package dev.muster.benchmarks.jpa.node;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The item of OpenJpa. */
@Entity(name = "Item")
@Table(name = "item")
@NamedQuery(name = "Item.odd", query = "select i from Item i where mod(i.amount, 2) = 1")
public class OpenJpaItem implements Item {

    @Id
    private long id;

    private long amount;

    @Version
    private int version;

    /** For the provider. */
    protected OpenJpaItem() {}

    @Override
    public long id() {
        return id;
    }

    @Override
    public long amount() {
        return amount;
    }

    @Override
    public void increase() {
        amount++;
    }
}
