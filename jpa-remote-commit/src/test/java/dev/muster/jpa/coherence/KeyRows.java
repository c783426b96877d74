package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Keys;
import dev.muster.jpa.coherence.model.Named;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.apache.openjpa.persistence.OpenJPAPersistence;

/** Keys of all kinds: the entity goes by its key, and its neighbour stays. */
final class KeyRows {

    private static final String FEATURE = "keys";

    private KeyRows() {}

    static List<Row> rows() {
        int first = (int) Row.newId();
        int second = (int) Row.newId();
        return List.of(
                row("long", Keys.LongKey.class, (long) first, (long) second, Keys.LongKey::new),
                row("int", Keys.IntKey.class, first, second, Keys.IntKey::new),
                row("short", Keys.ShortKey.class, (short) first, (short) second, Keys.ShortKey::new),
                row("String", Keys.StringKey.class, "key " + first, "key " + second, Keys.StringKey::new),
                row("UUID", Keys.UuidKey.class, new UUID(1, first), new UUID(1, second), Keys.UuidKey::new),
                row("byte[]", BytesKey.class, bytes(first), bytes(second), BytesKey::new),
                byType(first),
                row("@EmbeddedId", Keys.EmbeddedKey.class, place(first), place(second), Keys.EmbeddedKey::new),
                row("@IdClass", Keys.ClassKey.class, spot(first), spot(second), Keys.ClassKey::new),
                ofParent("derived key (@MapsId)", Keys.DerivedKey.class, Keys.DerivedKey::new),
                ofParent("key that is a relation (@Id @OneToOne)", Keys.RelationKey.class, Keys.RelationKey::new),
                datastoreIdentity());
    }

    private static <K, T extends Named> Row row(
            String kind, Class<T> type, K first, K second, BiFunction<K, String, T> made) {
        Scenario scenario = Scenario.named("key of kind " + kind)
                .given(em -> {
                    em.persist(made.apply(first, "old"));
                    em.persist(made.apply(second, "neighbour"));
                })
                .seen("entity", reader -> reader.find(type, first).name())
                .entities("query", "select e from " + type.getSimpleName() + " e")
                .stays("neighbour", reader -> reader.find(type, second).name());
        return scenario.changed(FEATURE, em -> em.find(type, first).name("new"));
    }

    private static Row byType(int id) {
        BigDecimal key = BigDecimal.valueOf(id);
        return Scenario.named("key of another kind (BigDecimal): the whole type is evicted")
                .given(em -> em.persist(new Keys.DecimalKey(key, "old")))
                .seen(
                        "entity",
                        reader -> reader.find(Keys.DecimalKey.class, key).name())
                .entities("query", "select e from DecimalKey e")
                .changed(FEATURE, em -> em.find(Keys.DecimalKey.class, key).name("new"));
    }

    private static <T extends Named> Row ofParent(
            String name, Class<T> type, BiFunction<Keys.LongKey, String, T> made) {
        long first = Row.newId();
        long second = Row.newId();
        return Scenario.named(name)
                .given(em -> {
                    for (long id : new long[] {first, second}) {
                        Keys.LongKey parent = new Keys.LongKey(id, "parent");
                        em.persist(parent);
                        em.persist(made.apply(parent, "old"));
                    }
                })
                .seen("entity", reader -> reader.find(type, first).name())
                .entities("query", "select e from " + type.getSimpleName() + " e")
                .stays("neighbour", reader -> reader.find(type, second).name())
                .changed(FEATURE, em -> em.find(type, first).name("new"));
    }

    private static Row datastoreIdentity() {
        AtomicReference<Object> first = new AtomicReference<>();
        AtomicReference<Object> second = new AtomicReference<>();
        return Scenario.named("datastore identity")
                .given(em -> {
                    first.set(persistedId(em, "old"));
                    second.set(persistedId(em, "neighbour"));
                })
                .seen(
                        "entity",
                        reader -> reader.find(DatastoreKey.class, first.get()).name())
                .entities("query", "select e from DatastoreKey e where e.name = 'old'")
                .stays(
                        "neighbour",
                        reader -> reader.find(DatastoreKey.class, second.get()).name())
                .changed(FEATURE, em -> em.find(DatastoreKey.class, first.get()).name("new"));
    }

    private static Object persistedId(EntityManager em, String name) {
        DatastoreKey entity = new DatastoreKey(name);
        em.persist(entity);
        em.flush();
        return OpenJPAPersistence.cast(em).getObjectId(entity);
    }

    private static byte[] bytes(int id) {
        return BigInteger.valueOf(id).toByteArray();
    }

    private static Keys.Place place(int seat) {
        return new Keys.Place("north", seat);
    }

    private static Keys.Spot spot(int seat) {
        return new Keys.Spot("north", seat);
    }
}
