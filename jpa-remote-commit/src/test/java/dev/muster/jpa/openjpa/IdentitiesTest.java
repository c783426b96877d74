package dev.muster.jpa.openjpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.internal.commit.EntityKey;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.openjpa.meta.ClassMetaData;
import org.apache.openjpa.persistence.JPAFacadeHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private final EntityManagerFactory factory = Persistence.createEntityManagerFactory(
            "shop-openjpa",
            Map.of(
                    "openjpa.ConnectionURL",
                    "jdbc:h2:mem:identities;DB_CLOSE_DELAY=-1",
                    "openjpa.ConnectionDriverName",
                    "org.h2.Driver"));
    private final EntityManager em = factory.createEntityManager();

    @AfterEach
    void close() {
        em.close();
        factory.close();
    }

    @Test
    void singleAttribute_isThePart() {
        UUID uuid = UUID.randomUUID();
        travels(Product.class, 7L, 7L);
        travels(ProductByUuid.class, uuid, uuid);
    }

    @Test
    void partsOfSeveral_areInAlphabeticalOrderOfTheirPaths() {
        ProductSlotKey slot = new ProductSlotKey("north", 3, 2);
        travels(ProductInShop.class, new ProductInShop.Key("north", 3), 3, "north");
        travels(ProductSlot.class, slot, (short) 2, 3, "north");
        travels(ProductNote.class, new ProductNote.Key(slot, 9), 9, (short) 2, 3, "north");
    }

    @Test
    void numbersOfAnotherType_becomeThoseOfTheAttribute() {
        assertThat(Identities.toObjectId(EntityKey.of(7), metaData(Product.class)))
                .isEqualTo(objectId(Product.class, 7L));
        assertThat(Identities.toObjectId(new EntityKey(List.of(3L, "north")), metaData(ProductInShop.class)))
                .isEqualTo(objectId(ProductInShop.class, new ProductInShop.Key("north", 3)));
    }

    @Test
    void keyThatDoesNotFit_isNone() {
        assertThat(Identities.toObjectId(EntityKey.of("seven"), metaData(Product.class)))
                .isNull();
        assertThat(Identities.toObjectId(new EntityKey(List.of(1L, 2L)), metaData(Product.class)))
                .isNull();
        assertThat(Identities.toObjectId(new EntityKey(List.of(1L << 40, "north")), metaData(ProductInShop.class)))
                .isNull();
    }

    private void travels(Class<?> type, Object id, Object... parts) {
        Object objectId = objectId(type, id);
        EntityKey key = Identities.toKey(objectId, metaData(type));
        assertThat(key).isEqualTo(new EntityKey(List.of(parts)));
        assertThat(Identities.toObjectId(key, metaData(type))).isEqualTo(objectId);
    }

    private Object objectId(Class<?> type, Object id) {
        return JPAFacadeHelper.toOpenJPAObjectId(metaData(type), id);
    }

    private ClassMetaData metaData(Class<?> type) {
        return JPAFacadeHelper.getMetaData(em, type);
    }
}
