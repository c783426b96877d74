package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.EntityKey;
import java.util.Arrays;
import org.apache.openjpa.meta.ClassMetaData;
import org.apache.openjpa.util.ApplicationIds;
import org.apache.openjpa.util.Id;
import org.jspecify.annotations.Nullable;

/** OpenJPA's object ids as keys that can travel, and back. */
final class Identities {

    private Identities() {}

    /** The key of an object id, or null if it has parts that cannot travel. */
    static @Nullable EntityKey toKey(Object objectId, ClassMetaData metaData) {
        if (objectId instanceof Id datastore) {
            return EntityKey.of(datastore.getId());
        }
        Object @Nullable [] parts = ApplicationIds.toPKValues(objectId, metaData);
        return parts == null ? null : EntityKey.ofParts(Arrays.asList(parts));
    }

    /** The object id of a key. */
    static Object toObjectId(EntityKey key, ClassMetaData metaData) {
        if (metaData.getIdentityType() == ClassMetaData.ID_DATASTORE) {
            return new Id(metaData.getDescribedType(), (Long) key.parts().get(0));
        }
        return ApplicationIds.fromPKValues(key.parts().toArray(), metaData);
    }
}
