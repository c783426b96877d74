package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.unit.UnitStream;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.ObjectChangeSet;
import org.eclipse.persistence.internal.sessions.UnitOfWorkChangeSet;
import org.eclipse.persistence.internal.sessions.coordination.RemoteConnection;
import org.eclipse.persistence.sessions.coordination.Command;
import org.eclipse.persistence.sessions.coordination.MergeChangeSetCommand;
import org.eclipse.persistence.sessions.coordination.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * Takes the commands that EclipseLink means for the other servers: invalidations by the application with
 * {@code invalidateCluster}. Commits come here too, but not all of them, and are told by {@link SessionListener}.
 */
final class MusterConnection extends RemoteConnection {

    private static final long serialVersionUID = 1L;

    private final transient UnitStream stream;
    private final transient AbstractSession session;
    private final transient Keys keys;

    MusterConnection(ServiceId serviceId, UnitStream stream, AbstractSession session, Keys keys) {
        this.serviceId = serviceId;
        this.stream = stream;
        this.session = session;
        this.keys = keys;
    }

    @Override
    @SuppressWarnings("NullAway") // null is EclipseLink's word for success
    public Object executeCommand(Command command) {
        if (command instanceof MergeChangeSetCommand merge) {
            @Nullable UnitOfWorkChangeSet changes = merge.getChangeSet(null);
            if (changes != null && isInvalidation(changes)) {
                stream.publish(() -> {
                    Changes told = new Changes(keys);
                    told.add(changes, session);
                    return told.toTell();
                });
            }
        }
        return null;
    }

    /** A commit has changed an object; an invalidation has none. */
    private static boolean isInvalidation(UnitOfWorkChangeSet changes) {
        return !changes.hasDeletedObjects()
                && changes.getAllChangeSets().values().stream()
                        .map(ObjectChangeSet::getUnitOfWorkClone)
                        .allMatch(clone -> clone == null);
    }

    @Override
    public Object executeCommand(byte[] command) {
        throw new IllegalStateException("a serialized command, although the serializer was taken out");
    }
}
