package dev.muster.extension.infinispan;

import dev.muster.extension.room.RoomMessage;
import java.lang.System.Logger.Level;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;

/** Logs which servers Infinispan sees. */
@Listener
public final class ViewLog {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    /** For Infinispan. */
    @ViewChanged
    @Merged
    public void changed(ViewChangedEvent event) {
        LOG.log(
                Level.INFO,
                RoomMessage.CACHE_VIEW.text(
                        event.getNewMembers().size(), event.getNewMembers(), event.isMergeView() ? " (merged)" : ""));
    }
}
