package dev.muster.jpa.coherence.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

/** A hierarchy mapped by {@code JOINED}. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
public class Joined extends Named {

    @Id
    private long id;

    protected Joined() {}

    public Joined(long id, String name) {
        super(name);
        this.id = id;
    }

    public long id() {
        return id;
    }

    /** The subtype. */
    @Entity(name = "JoinedSub")
    public static class Sub extends Joined implements Extra {

        private String extra = "";

        protected Sub() {}

        public Sub(long id, String name) {
            super(id, name);
        }

        @Override
        public String extra() {
            return extra;
        }

        @Override
        public void extra(String newExtra) {
            extra = newExtra;
        }
    }
}
