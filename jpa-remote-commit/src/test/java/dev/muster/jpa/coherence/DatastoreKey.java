package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.WithName;
import jakarta.persistence.Entity;
import org.apache.openjpa.persistence.DataStoreId;

/** An entity whose identity is OpenJPA's matter. Not among the others, because EclipseLink refuses it. */
@Entity
@DataStoreId
public class DatastoreKey implements WithName {

    private String name = "";

    protected DatastoreKey() {}

    public DatastoreKey(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    public void name(String newName) {
        name = newName;
    }
}
