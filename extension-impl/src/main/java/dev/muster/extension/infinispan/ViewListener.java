package dev.muster.extension.infinispan;

import dev.muster.extension.room.RoomMessage;
import java.lang.System.Logger.Level;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;

/** Logs which servers Infinispan sees, and passes on that there are others now. */
@Listener
public final class ViewListener {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    private final Runnable changed;

    /** @param changed must return at once: JGroups waits for it */
    ViewListener(Runnable changed) {
        this.changed = changed;
    }

    /** For Infinispan. */
    @ViewChanged
    @Merged
    public void changed(ViewChangedEvent event) {
        LOG.log(
                Level.INFO,
                RoomMessage.CACHE_VIEW.text(
                        event.getNewMembers().size(), event.getNewMembers(), event.isMergeView() ? " (merged)" : ""));
        changed.run();
    }
}
