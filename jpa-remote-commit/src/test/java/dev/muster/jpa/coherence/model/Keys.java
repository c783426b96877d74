package dev.muster.jpa.coherence.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.UUID;

/** An entity for each kind of key. */
public final class Keys {

    private Keys() {}

    /** By {@code long}. */
    @Entity(name = "LongKey")
    public static class LongKey extends Named {
        @Id
        private long id;

        protected LongKey() {}

        public LongKey(long id, String name) {
            super(name);
            this.id = id;
        }
    }

    /** By {@code int}. */
    @Entity(name = "IntKey")
    public static class IntKey extends Named {
        @Id
        private int id;

        protected IntKey() {}

        public IntKey(int id, String name) {
            super(name);
            this.id = id;
        }
    }

    /** By {@code short}. */
    @Entity(name = "ShortKey")
    public static class ShortKey extends Named {
        @Id
        private short id;

        protected ShortKey() {}

        public ShortKey(short id, String name) {
            super(name);
            this.id = id;
        }
    }

    /** By {@link String}. */
    @Entity(name = "StringKey")
    public static class StringKey extends Named {
        @Id
        private String id = "";

        protected StringKey() {}

        public StringKey(String id, String name) {
            super(name);
            this.id = id;
        }
    }

    /** By {@link UUID}. */
    @Entity(name = "UuidKey")
    public static class UuidKey extends Named {
        @Id
        private UUID id = new UUID(0, 0);

        protected UuidKey() {}

        public UuidKey(UUID id, String name) {
            super(name);
            this.id = id;
        }
    }

    /** By a type that has no tag of its own on the wire. */
    @Entity(name = "DecimalKey")
    public static class DecimalKey extends Named {
        @Id
        @Column(precision = 10, scale = 0)
        private BigDecimal id = BigDecimal.ZERO;

        protected DecimalKey() {}

        public DecimalKey(BigDecimal id, String name) {
            super(name);
            this.id = id;
        }
    }

    /** By an embedded id. */
    @Entity(name = "EmbeddedKey")
    public static class EmbeddedKey extends Named {
        @EmbeddedId
        private Place id = new Place();

        protected EmbeddedKey() {}

        public EmbeddedKey(Place id, String name) {
            super(name);
            this.id = id;
        }

        public Place id() {
            return id;
        }
    }

    /** By an id class. */
    @Entity(name = "ClassKey")
    @IdClass(Spot.class)
    public static class ClassKey extends Named {
        @Id
        private String hall = "";

        @Id
        private int seat;

        protected ClassKey() {}

        public ClassKey(Spot id, String name) {
            super(name);
            this.hall = id.hall;
            this.seat = id.seat;
        }
    }

    /** By the key of another entity. */
    @Entity(name = "DerivedKey")
    public static class DerivedKey extends Named {
        @Id
        private long id;

        @MapsId
        @OneToOne
        private LongKey parent;

        protected DerivedKey() {}

        public DerivedKey(LongKey parent, String name) {
            super(name);
            this.parent = parent;
        }

        public LongKey parent() {
            return parent;
        }
    }

    /** By a relation. */
    @Entity(name = "RelationKey")
    public static class RelationKey extends Named {
        @Id
        @OneToOne
        private LongKey parent;

        protected RelationKey() {}

        public RelationKey(LongKey parent, String name) {
            super(name);
            this.parent = parent;
        }

        public LongKey parent() {
            return parent;
        }
    }

    /** An embeddable key. */
    @Embeddable
    public static class Place implements Serializable {
        private static final long serialVersionUID = 1L;

        private String hall = "";
        private int seat;

        public Place() {}

        public Place(String hall, int seat) {
            this.hall = hall;
            this.seat = seat;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && place.hall.equals(hall) && place.seat == seat;
        }

        @Override
        public int hashCode() {
            return hall.hashCode() * 31 + seat;
        }
    }

    /** A class of keys. */
    public static class Spot implements Serializable {
        private static final long serialVersionUID = 1L;

        private String hall = "";
        private int seat;

        public Spot() {}

        public Spot(String hall, int seat) {
            this.hall = hall;
            this.seat = seat;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Spot spot && spot.hall.equals(hall) && spot.seat == seat;
        }

        @Override
        public int hashCode() {
            return hall.hashCode() * 31 + seat;
        }
    }
}
