package dev.muster.extension.node;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.event.Codecs;
import dev.muster.extension.event.EventBeans;
import dev.muster.extension.event.EventReader;
import dev.muster.extension.event.EventSender;
import dev.muster.extension.event.EventStore;
import dev.muster.extension.event.EventTable;
import dev.muster.extension.lock.LeasedLocks;
import dev.muster.extension.lock.LocalLocks;
import dev.muster.extension.lock.LockStore;
import dev.muster.extension.lock.LockTable;
import dev.muster.extension.lock.LockTable.Purpose;
import dev.muster.extension.lock.OldLocks;
import dev.muster.extension.lock.WaitingTime;
import dev.muster.extension.room.OldRoomTable;
import dev.muster.extension.room.OldRooms;
import dev.muster.extension.schedule.Runs;
import dev.muster.extension.sweep.OldRows;
import dev.muster.extension.sweep.Sweeper;
import dev.muster.lock.ClusterLocks;
import dev.muster.server.ServerIdentity;
import dev.muster.sql.Database;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/** What applications need on the lease of one server besides rooms. Thread-safe; whoever started it closes it. */
public final class Services implements AutoCloseable {

    private final ClusterLocks locks;
    private final Runs runs;
    private final EventSender events;
    private final Runnable close;

    private Services(ClusterLocks locks, Runs runs, EventSender events, Runnable close) {
        this.locks = locks;
        this.runs = runs;
        this.events = events;
        this.close = close;
    }

    /**
     * Of a server of a cluster.
     *
     * @throws MusterException if the application's codecs cannot be used; nothing is left behind then
     */
    static Services start(NodeContext node, EventBeans beans) {
        Codecs codecs = new Codecs(beans.codecs());
        ServiceThread thread = new ServiceThread(node.application());
        EventTable table = new EventTable(node.database(), node.clusterName());
        long origin = node.identity().incarnation();
        if (!codecs.isEmpty()) {
            EventReader reader = new EventReader(origin, codecs, table, beans, () -> isFirst(node));
            thread.repeat(reader::poll, node.settings().duration(Setting.EVENTS_POLL));
        }
        Runs runs = Runs.under(locks(node, Purpose.RUN, thread::inASecond));
        Sweeper sweeper = Sweeper.start(runs, oldRows(node.database(), node.clusterName()), node.application());
        return new Services(
                locks(node, Purpose.LOCK, thread::inASecond),
                runs,
                new EventSender(node.identity(), origin, codecs, table),
                () -> {
                    sweeper.close();
                    thread.close();
                });
    }

    private static List<OldRows> oldRows(Database database, String cluster) {
        OldRooms rooms = new OldRooms(new OldRoomTable(database, cluster, Sweeper.AGE));
        return List.of(rooms::deleteSome, new OldLocks(database, cluster, Sweeper.AGE)::deleteSome);
    }

    /** Of a server that is alone: in memory. Codecs are asked for and tried all the same, to find out what is wrong. */
    static Services alone(ServerIdentity identity, long startMillis, EventBeans beans) {
        EventSender events = new EventSender(identity, 0, new Codecs(beans.codecs()), EventStore.NONE);
        return new Services(locks(identity, new LocalLocks(startMillis), Runnable::run), Runs.ALL, events, () -> {});
    }

    /** Locks that exclude the threads of all servers. */
    public ClusterLocks locks() {
        return locks;
    }

    /** Which calls of scheduled methods run. */
    public Runs runs() {
        return runs;
    }

    /** Sends events to the other servers. */
    public EventSender events() {
        return events;
    }

    @Override
    public void close() {
        close.run();
    }

    private static boolean isFirst(NodeContext node) {
        return node.identity().isCurrent()
                && node.registry().servers().stream()
                        .findFirst()
                        .filter(server -> server.id() == node.identity().serverId())
                        .isPresent();
    }

    private static LeasedLocks locks(NodeContext node, Purpose purpose, Executor later) {
        return locks(node.identity(), new LockTable(node.database(), node.clusterName(), purpose), later);
    }

    private static LeasedLocks locks(ServerIdentity identity, LockStore store, Executor later) {
        return new LeasedLocks(identity, store, WaitingTime.REAL, new Random(), later);
    }
}
