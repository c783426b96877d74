package dev.muster.jpa.internal.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Await;
import dev.muster.jpa.Mesh;
import dev.muster.jpa.TestMeshes;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two applications on one machine, each twice, with one range of ports for all. */
@Timeout(60)
class PortRangeTest {

    private static final Logger LOG = Logger.getLogger("dev.muster.mesh");

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void unlisten() {
        LOG.removeHandler(handler);
    }

    @Test
    void applicationsShareARange_andFindTheirOwn() throws Exception {
        int first = freePort();
        PortRange range = new PortRange(first, first + 20);
        try (Mesh shop = open("shop", range);
                Mesh board = open("board", range);
                Mesh shopToo = open("shop", range);
                Mesh boardToo = open("board", range)) {
            for (Mesh mesh : List.of(shop, board, shopToo, boardToo)) {
                // As often as a peer that cannot be reached is told.
                Await.until("met the others", () -> mesh.refusedConnections() >= 3);
                // Two that call each other at once may for a moment have dropped one link each.
                Await.until("one link", () -> TestMeshes.up(mesh) == 1);
            }
        }
        assertThat(warnings).isEmpty();
    }

    private static Mesh open(String cluster, PortRange range) {
        StaticSettings settings = new StaticSettings(
                cluster,
                "127.0.0.1",
                "",
                range,
                new Protection("between us", "", ""),
                StaticSettings.DEFAULT_STALENESS);
        return Mesh.open(settings.meshConfig());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Math.min(socket.getLocalPort(), 65000);
        }
    }
}
