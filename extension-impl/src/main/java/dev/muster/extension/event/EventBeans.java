package dev.muster.extension.event;

import dev.muster.event.ClusterEventCodec;
import dev.muster.event.ClusterEventsMissed;
import java.util.List;

/** What the application has to do with clustered events. Thread-safe. */
public interface EventBeans {

    /** Its codecs, made when they are asked for. */
    default List<ClusterEventCodec<?>> codecs() {
        return List.of();
    }

    /** Calls the observers of an event that came from another server. */
    default void arrived(Object event) {}

    /** Calls the observers of this. */
    default void missed(ClusterEventsMissed event) {}
}
