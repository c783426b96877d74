package dev.muster.jpa.openjpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entity whose key contains a relation. */
@Entity
@IdClass(ProductNote.Key.class)
public class ProductNote {

    @Id
    private int line;

    @Id
    @ManyToOne
    private @Nullable ProductSlot slot;

    private String text = "";

    protected ProductNote() {}

    public ProductNote(ProductSlot slot, int line, String text) {
        this.slot = slot;
        this.line = line;
        this.text = text;
    }

    public String text() {
        return text;
    }

    public void text(String newText) {
        text = newText;
    }

    /** The key. */
    public static final class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private int line;
        private @Nullable ProductSlotKey slot;

        public Key() {}

        public Key(ProductSlotKey slot, int line) {
            this.slot = slot;
            this.line = line;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.line == line && Objects.equals(key.slot, slot);
        }

        @Override
        public int hashCode() {
            return line;
        }
    }
}
