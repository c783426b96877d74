package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.util.Collection;
import org.apache.openjpa.conf.OpenJPAConfiguration;
import org.apache.openjpa.event.RemoteCommitEvent;
import org.apache.openjpa.meta.ClassMetaData;
import org.jspecify.annotations.Nullable;

/** Reads OpenJPA's commit events. */
final class Events {

    private Events() {}

    /** What the commit makes old, or null if nothing of it concerns the peers. */
    static @Nullable Eviction describe(RemoteCommitEvent event, OpenJPAConfiguration configuration) {
        EvictionBuilder eviction = new EvictionBuilder();
        switch (event.getPayloadType()) {
            case RemoteCommitEvent.PAYLOAD_LOCAL_STALE_DETECTION -> {
                return null;
            }
            case RemoteCommitEvent.PAYLOAD_EXTENTS -> {
                names(event.getUpdatedTypeNames()).forEach(eviction::type);
                names(event.getDeletedTypeNames()).forEach(eviction::type);
            }
            default -> {
                addEntities(event.getUpdatedObjectIds(), configuration, eviction);
                addEntities(event.getDeletedObjectIds(), configuration, eviction);
            }
        }
        names(event.getPersistedTypeNames()).forEach(eviction::queriesOf);
        return eviction.isEmpty() ? null : eviction.build();
    }

    private static void addEntities(
            Collection<?> objectIds, OpenJPAConfiguration configuration, EvictionBuilder eviction) {
        for (Object objectId : objectIds) {
            ClassMetaData metaData =
                    configuration.getMetaDataRepositoryInstance().getMetaData(objectId, null, true);
            String type = metaData.getDescribedType().getName();
            eviction.entity(type, Identities.toKey(objectId, metaData));
        }
    }

    @SuppressWarnings("unchecked")
    private static Collection<String> names(Collection<?> typeNames) {
        return (Collection<String>) typeNames;
    }
}
