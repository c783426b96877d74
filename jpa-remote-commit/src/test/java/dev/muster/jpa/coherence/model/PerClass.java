package dev.muster.jpa.coherence.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

/** A hierarchy mapped by {@code TABLE_PER_CLASS}. */
@Entity
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
public class PerClass extends Named {

    @Id
    private long id;

    protected PerClass() {}

    public PerClass(long id, String name) {
        super(name);
        this.id = id;
    }

    public long id() {
        return id;
    }

    /** The subtype. */
    @Entity(name = "PerClassSub")
    public static class Sub extends PerClass implements Extra {

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
