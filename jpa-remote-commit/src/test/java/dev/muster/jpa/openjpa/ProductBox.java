package dev.muster.jpa.openjpa;

import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entity of which much is loaded late. */
@Entity
public class ProductBox {

    @Id
    private long id;

    private String name = "";

    @Basic(fetch = FetchType.LAZY)
    private String remark = "";

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Product content;

    @ElementCollection
    private List<String> labels = new ArrayList<>();

    protected ProductBox() {}

    public ProductBox(long id, Product content) {
        this.id = id;
        this.content = content;
    }

    public String name() {
        return name;
    }

    public String remark() {
        return remark;
    }

    public void remark(String newRemark) {
        remark = newRemark;
    }

    public @Nullable Product content() {
        return content;
    }

    public List<String> labels() {
        return labels;
    }
}
