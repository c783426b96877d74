package dev.muster.benchmarks.failover;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.MusterException;
import dev.muster.config.Settings;
import dev.muster.extension.node.ClusterNode;
import dev.muster.extension.node.NodeListener;
import dev.muster.room.EnterRequest;
import dev.muster.room.RoomGrant;
import dev.muster.sql.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The process of one server: Muster with its defaults. Each line of its input is a command, answered by one line. It ends with its input. */
public final class RoomNode {

    /** Starts each answer; whatever else is on standard output is none. */
    static final String ANSWER = "= ";

    private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(5);
    private static final System.Logger LOG = System.getLogger("dev.muster.benchmarks");

    private final ClusterNode node;

    private RoomNode(ClusterNode node) {
        this.node = node;
    }

    /**
     * Runs a server.
     *
     * @param arguments JDBC URL of the database; the server's name
     */
    public static void main(String[] arguments) {
        int status = 1;
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(arguments[0]);
            pool.setMaximumPoolSize(4);
            new RoomNode(join(pool, arguments[1])).answer();
            status = 0;
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the node ended", e);
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }

    private static ClusterNode join(HikariDataSource pool, String name) {
        Map<String, String> settings =
                Map.of("muster.mode", "cluster", "muster.server.name", name, "muster.server.port", "8080");
        return ClusterNode.start(
                Settings.ofMap(settings),
                Database.open(pool),
                "/failover",
                RoomNode.class.getClassLoader(),
                NodeListener.NONE,
                Optional.empty());
    }

    private void answer() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println(ANSWER + "ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(ANSWER + answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        return switch (words[0]) {
            case "enter" -> home(enter(words[1]));
            case "servers" -> "" + node.cluster().servers().size();
            case "after" -> after(words[1], Long.parseLong(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** Enters the room until it has been granted anew; the time at which that is known, on the machine's monotonic clock. */
    private String after(String room, long epoch) {
        while (true) {
            try {
                RoomGrant grant = enter(room);
                if (grant.epoch() > epoch) {
                    return System.nanoTime() + " " + grant.server().name();
                }
            } catch (MusterException e) {
                LOG.log(System.Logger.Level.INFO, e.getMessage());
            }
            LockSupport.parkNanos(BETWEEN_TRIES);
        }
    }

    private RoomGrant enter(String room) {
        return node.rooms().enter(room, EnterRequest.by("visitor"));
    }

    private static String home(RoomGrant grant) {
        return grant.server().name() + " " + grant.epoch();
    }
}
