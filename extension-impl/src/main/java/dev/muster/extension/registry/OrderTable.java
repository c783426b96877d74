package dev.muster.extension.registry;

import dev.muster.MusterException;
import dev.muster.extension.ControlMessage;
import dev.muster.server.ServerControl;
import dev.muster.server.ServerEdit;
import dev.muster.server.ServerState;
import dev.muster.sql.Database;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes orders and edits into {@code muster_server}; the servers read them with their next renewal. Thread-safe. */
public final class OrderTable implements ServerControl {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");

    private final Database database;
    private final String cluster;
    private final Registry registry;
    private final String now;

    /** Orders to the servers of a cluster. */
    public OrderTable(Database database, String cluster, Registry registry) {
        this.database = database;
        this.cluster = cluster;
        this.registry = registry;
        this.now = database.dialect().nowMillis();
    }

    @Override
    public void drain(int serverId, Duration deadline) {
        set(serverId, "state = 'DRAINING', drain_until = " + now + " + ?", List.of(deadline.toMillis()));
        takeRooms(serverId, false);
        told(serverId, ServerState.DRAINING);
    }

    @Override
    public void disable(int serverId) {
        String disabled = "edited = case when edited >= " + ServerRow.DISABLED + " then edited else edited + "
                + ServerRow.DISABLED + " end";
        set(serverId, "state = 'DISABLED', drain_until = " + now + ", " + disabled, List.of());
        takeRooms(serverId, false);
        told(serverId, ServerState.DISABLED);
    }

    @Override
    public void activate(int serverId) {
        String enabled = "edited = case when edited >= " + ServerRow.DISABLED + " then edited - " + ServerRow.DISABLED
                + " else edited end";
        set(serverId, "state = 'ACTIVE', drain_until = 0, shed_load = 0, " + enabled, List.of());
        takeRooms(serverId, true);
        told(serverId, ServerState.ACTIVE);
    }

    @Override
    public void edit(int serverId, ServerEdit edit) {
        List<String> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        edit.protocol().ifPresent(value -> put(columns, values, "protocol", value));
        edit.address().ifPresent(value -> put(columns, values, "address", value));
        edit.port().ifPresent(value -> put(columns, values, "port", value));
        edit.path().ifPresent(value -> put(columns, values, "path", value));
        edit.weight().ifPresent(value -> put(columns, values, "weight", value));
        edit.capacity().ifPresent(value -> put(columns, values, "capacity", value));
        edit.tags().ifPresent(value -> put(columns, values, "tags", Tags.join(value)));
        columns.add("edited = case when edited in (0, " + ServerRow.DISABLED + ") then edited + " + ServerRow.EDITED
                + " else edited end");
        set(serverId, String.join(", ", columns), values);
        registry.refresh();
    }

    /** The server shall give so much load away; 0 when it has. */
    public void shed(int serverId, long load) {
        set(serverId, "shed_load = ?", List.of(load));
    }

    private static void put(List<String> columns, List<Object> values, String column, Object value) {
        columns.add(column + " = ?");
        values.add(value);
    }

    private void set(int serverId, String assignments, List<?> values) {
        String sql = "update muster_server set " + assignments
                + " where cluster_name = ? and id = ? and state not in ('LEFT', 'LOST')";
        int rows = database.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                int next = 1;
                for (Object value : values) {
                    update.setObject(next++, value);
                }
                update.setString(next, cluster);
                update.setInt(next + 1, serverId);
                return update.executeUpdate();
            }
        });
        if (rows == 0) {
            throw new MusterException(ControlMessage.NO_SUCH_SERVER, cluster, serverId, names());
        }
    }

    /** Other servers may think for some seconds that it does. */
    private void takeRooms(int serverId, boolean does) {
        database.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update muster_load set takes_rooms = ? where cluster_name = ? and server_id = ?")) {
                update.setInt(1, does ? 1 : 0);
                update.setString(2, cluster);
                update.setInt(3, serverId);
                return update.executeUpdate();
            }
        });
    }

    private void told(int serverId, ServerState state) {
        registry.refresh();
        LOG.log(Level.INFO, ControlMessage.ORDERED.text(cluster, serverId, state));
    }

    private List<String> names() {
        return registry.servers().stream()
                .map(server -> server.id() + " '" + server.name() + "'")
                .toList();
    }
}
