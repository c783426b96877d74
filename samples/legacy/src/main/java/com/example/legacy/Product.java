package com.example.legacy;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.QueryHint;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.Locale;

/** Something the shop sells; kept in the second-level cache, as is the list of all. */
@Entity
@Cacheable
@Table(name = "product")
@NamedQuery(
        name = Product.ALL,
        query = "select p from Product p order by p.id",
        hints = @QueryHint(name = "eclipselink.query-results-cache", value = "true"))
public class Product implements Serializable {

    static final String ALL = "Product.all";

    private static final long serialVersionUID = 1L;

    @Id
    private long id;

    private String name = "";

    private int cents;

    @Version
    private int version;

    protected Product() {}

    Product(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public int getCents() {
        return cents;
    }

    public void setCents(int cents) {
        this.cents = cents;
    }

    public int getVersion() {
        return version;
    }

    /** The price as customers read it, for example {@code 4.50}. */
    public String getPrice() {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }
}
