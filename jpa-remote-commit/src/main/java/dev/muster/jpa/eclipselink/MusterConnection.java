package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.unit.UnitStream;
import org.eclipse.persistence.internal.sessions.UnitOfWorkChangeSet;
import org.eclipse.persistence.internal.sessions.coordination.RemoteConnection;
import org.eclipse.persistence.sessions.coordination.Command;
import org.eclipse.persistence.sessions.coordination.MergeChangeSetCommand;
import org.eclipse.persistence.sessions.coordination.ServiceId;
import org.jspecify.annotations.Nullable;

/** Takes the commands that EclipseLink means for the other servers. */
final class MusterConnection extends RemoteConnection {

    private static final long serialVersionUID = 1L;

    private final transient UnitStream stream;

    MusterConnection(ServiceId serviceId, UnitStream stream) {
        this.serviceId = serviceId;
        this.stream = stream;
    }

    @Override
    @SuppressWarnings("NullAway") // null is EclipseLink's word for success
    public Object executeCommand(Command command) {
        if (command instanceof MergeChangeSetCommand merge) {
            @Nullable UnitOfWorkChangeSet changes = merge.getChangeSet(null);
            if (changes != null) {
                stream.publish(() -> {
                    EvictionBuilder eviction = new EvictionBuilder();
                    Changes.addListed(changes, eviction);
                    return eviction.isEmpty() ? null : eviction.build();
                });
            }
        }
        return null;
    }

    @Override
    public Object executeCommand(byte[] command) {
        throw new IllegalStateException("a serialized command, although the serializer was taken out");
    }
}
