package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
                strings(event.getUpdatedTypeNames()).forEach(eviction::type);
                strings(event.getDeletedTypeNames()).forEach(eviction::type);
            }
            default -> {
                addEntities(event.getUpdatedObjectIds(), configuration, eviction);
                addEntities(event.getDeletedObjectIds(), configuration, eviction);
            }
        }
        strings(event.getPersistedTypeNames()).forEach(eviction::queriesOf);
        return eviction.isEmpty() ? null : eviction.build();
    }

    /** Query results of these types go. */
    static @Nullable Eviction queriesOf(Collection<String> typeNames) {
        EvictionBuilder eviction = new EvictionBuilder();
        typeNames.forEach(eviction::queriesOf);
        return eviction.isEmpty() ? null : eviction.build();
    }

    /** These entities go. */
    static @Nullable Eviction entities(Collection<Object> objectIds, OpenJPAConfiguration configuration) {
        EvictionBuilder eviction = new EvictionBuilder();
        addEntities(objectIds, configuration, eviction);
        return eviction.isEmpty() ? null : eviction.build();
    }

    /** This type goes. */
    static Eviction wholeType(Class<?> type) {
        return new EvictionBuilder().type(type.getName()).build();
    }

    /** All types that are in use here. */
    static Collection<String> knownTypes(OpenJPAConfiguration configuration) {
        List<Class<?>> types = new ArrayList<>();
        for (ClassMetaData known : configuration.getMetaDataRepositoryInstance().getMetaDatas()) {
            types.add(known.getDescribedType());
        }
        return names(types);
    }

    /** The names of these classes. */
    static Collection<String> names(Collection<Class<?>> types) {
        return types.stream().map(Class::getName).toList();
    }

    private static void addEntities(
            Collection<?> objectIds, OpenJPAConfiguration configuration, EvictionBuilder eviction) {
        for (Object objectId : objectIds) {
            // Embedded objects have none; with them, the entity that they are part of is listed.
            if (objectId != null) {
                ClassMetaData metaData =
                        configuration.getMetaDataRepositoryInstance().getMetaData(objectId, null, true);
                String type = metaData.getDescribedType().getName();
                eviction.entity(type, Identities.toKey(objectId, metaData));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Collection<String> strings(Collection<?> typeNames) {
        return (Collection<String>) typeNames;
    }
}
