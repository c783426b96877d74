package dev.muster.jpa.eclipselink;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity with a plain key. */
@Entity
public class Article {

    @Id
    private long id;

    private String name = "";

    protected Article() {}

    public Article(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public void rename(String newName) {
        name = newName;
    }
}
