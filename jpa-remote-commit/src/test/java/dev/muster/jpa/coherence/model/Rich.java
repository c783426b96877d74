package dev.muster.jpa.coherence.model;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An entity with values of all kinds. */
@Entity
@SecondaryTable(name = "RICH_NOTE")
public class Rich extends Named {

    @Id
    private long id;

    @Embedded
    private Address address = new Address("here", "first");

    @Column(table = "RICH_NOTE")
    private String note = "";

    @Lob
    @Basic(fetch = FetchType.LAZY)
    private String text = "";

    @Lob
    private byte[] bytes = new byte[0];

    @ElementCollection
    private Set<String> tags = new HashSet<>();

    @ElementCollection
    private Set<Address> addresses = new HashSet<>();

    @ElementCollection
    private Map<String, String> labels = new HashMap<>();

    @ElementCollection
    @OrderColumn
    private List<String> steps = new ArrayList<>();

    protected Rich() {}

    public Rich(long id, String name) {
        super(name);
        this.id = id;
    }

    public long id() {
        return id;
    }

    public Address address() {
        return address;
    }

    public void address(Address newAddress) {
        address = newAddress;
    }

    public String note() {
        return note;
    }

    public void note(String newNote) {
        note = newNote;
    }

    public String text() {
        return text;
    }

    public void text(String newText) {
        text = newText;
    }

    public String bytes() {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    public void bytes(String newBytes) {
        bytes = newBytes.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    public Set<String> tags() {
        return tags;
    }

    public Set<Address> addresses() {
        return addresses;
    }

    public Map<String, String> labels() {
        return labels;
    }

    public List<String> steps() {
        return steps;
    }
}
