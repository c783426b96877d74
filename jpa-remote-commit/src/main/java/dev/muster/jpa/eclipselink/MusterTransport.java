package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.unit.UnitSettings;
import dev.muster.jpa.internal.unit.UnitStream;
import dev.muster.jpa.internal.unit.Units;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.coordination.RemoteConnection;
import org.eclipse.persistence.sessions.coordination.DiscoveryManager;
import org.eclipse.persistence.sessions.coordination.ServiceId;
import org.eclipse.persistence.sessions.coordination.TransportManager;
import org.jspecify.annotations.Nullable;

/**
 * EclipseLink's cache coordination over Muster's mesh.
 *
 * <p>Switched on by {@code eclipselink.cache.coordination.protocol=dev.muster.jpa.eclipselink.MusterTransport}. Peers are
 * those of the cluster, or those of {@code muster.jpa.addresses}. Made and driven by EclipseLink: it connects at the
 * session's login and disconnects at its logout.
 *
 * <ol>
 *   <li>{@link SessionListener} notes what a transaction writes, and tells all peers the keys after the commit, never
 *       the changes themselves: whoever needs the entity again reads it from the database.
 *   <li>{@link SessionEvictor} takes what peers have told out of the cache.
 *   <li>{@link LoadProfiler} has queries that were under way meanwhile do that again.
 *   <li>{@link FreshPolicy} and {@link GuardedMaps} keep the cache from being used while peers cannot be heard.
 * </ol>
 */
public final class MusterTransport extends TransportManager {

    private @Nullable UnitStream stream;
    private @Nullable SessionHooks hooks;

    /** For EclipseLink. */
    public MusterTransport() {
        initialize();
    }

    @Override
    public synchronized void createConnections() {
        if (hooks != null) {
            discardConnections();
        }
        AbstractSession session = session();
        UnitSettings settings = SessionSettings.of(session, !rcm.shouldPropagateAsynchronously());
        // With a serializer, commands would come as bytes that only Java serialization could read; and what is only put
        // into a queue needs no thread of its own.
        rcm.setSerializer(null);
        rcm.setShouldPropagateAsynchronously(false);

        Keys keys = new Keys(session);
        SessionEvictor evictor = new SessionEvictor(session, keys);
        UnitStream opened = Units.here().register(settings, evictor);
        stream = opened;
        hooks = new SessionHooks(session, opened, evictor, keys, this::disconnect);
        localConnection = new MusterConnection(rcm.getServiceId(), opened, session, keys);
        connectionsToExternalServices.put(settings.unit(), localConnection);
    }

    /** Composite units log out without a word to their transport. */
    private synchronized void disconnect() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    @Override
    public synchronized void discardConnections() {
        disconnect();
        if (hooks != null) {
            hooks.remove();
            hooks = null;
        }
        super.discardConnections();
    }

    /** The connected unit, or null before login and after logout. */
    synchronized @Nullable UnitStream stream() {
        return stream;
    }

    @Override
    public void createLocalConnection() {
        // There is one connection, to the mesh.
    }

    @Override
    @SuppressWarnings("NullAway") // EclipseLink's way to say "none"
    public void removeLocalConnection() {
        localConnection = null;
    }

    @Override
    @SuppressWarnings("NullAway") // asked for by discovery only, and there is none
    public RemoteConnection createConnection(ServiceId serviceId) {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // EclipseLink's way to say "none"
    public DiscoveryManager createDiscoveryManager() {
        return null;
    }

    private AbstractSession session() {
        return (AbstractSession) rcm.getCommandProcessor();
    }
}
