package dev.muster.benchmarks.jpa.node;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.QueryHint;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.eclipse.persistence.annotations.Cache;
import org.eclipse.persistence.annotations.CacheCoordinationType;
import org.eclipse.persistence.annotations.Customizer;

/** The item of EclipseLink. */
@Entity(name = "Item")
@Table(name = "item")
@NamedQuery(
        name = "Item.odd",
        query = "select i from Item i where mod(i.amount, 2) = 1",
        hints = @QueryHint(name = "eclipselink.query-results-cache", value = "true"))
@Cache(coordinationType = CacheCoordinationType.INVALIDATE_CHANGED_OBJECTS)
@Customizer(RecordingCustomizer.class)
public class EclipseLinkItem implements Item {

    @Id
    private long id;

    private long amount;

    @Version
    private int version;

    /** For the provider. */
    protected EclipseLinkItem() {}

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
