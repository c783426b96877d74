package dev.muster.extension.boot;

import dev.muster.event.ClusterEventCodec;
import dev.muster.event.ClusterEventsMissed;
import dev.muster.event.Clustered;
import dev.muster.extension.event.Arrived;
import dev.muster.extension.node.NodeListener;
import dev.muster.room.RoomLost;
import dev.muster.room.RoomMoved;
import dev.muster.room.RoomMoving;
import dev.muster.room.RoomOpened;
import dev.muster.server.Server;
import dev.muster.server.ServerFenced;
import dev.muster.server.ServerJoined;
import dev.muster.server.ServerLeft;
import dev.muster.server.ServerRegained;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;

/** Fires changes of the membership and of rooms, and events of other servers, as CDI events of the application. */
final class CdiEvents implements NodeListener {

    private final BeanManager beans;

    CdiEvents(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public void joined(Server server) {
        fire(new ServerJoined(server));
    }

    @Override
    public void left(Server server, boolean orderly) {
        fire(new ServerLeft(server, orderly));
    }

    @Override
    public void fenced(Server server, String reason) {
        fire(new ServerFenced(server, reason));
    }

    @Override
    public void regained(Server server) {
        fire(new ServerRegained(server));
    }

    @Override
    public void moving(RoomMoving event) {
        fire(event);
    }

    @Override
    public void moved(RoomMoved event) {
        fire(event);
    }

    @Override
    public void opened(RoomOpened event) {
        fire(event);
    }

    @Override
    public void lost(RoomLost event) {
        fire(event);
    }

    @Override
    public List<ClusterEventCodec<?>> codecs() {
        return beans.getExtension(ServicesExtension.class).codecs(beans);
    }

    @Override
    public void arrived(Object event) {
        fire(event, event.getClass());
    }

    @Override
    public void missed(ClusterEventsMissed event) {
        fire(event);
    }

    private <T> void fire(Object event, Class<T> type) {
        beans.getEvent()
                .select(type, Clustered.Literal.INSTANCE, Arrived.Literal.INSTANCE)
                .fire(type.cast(event));
    }

    private void fire(Object event) {
        beans.getEvent().fire(event);
    }
}
