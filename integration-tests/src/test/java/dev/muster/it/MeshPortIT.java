package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Strangers at the ports through which servers talk to each other. */
@ExtendWith(TwoServers.Shared.class)
class MeshPortIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(15);
    private static final int TIMES = 3;

    private final TwoServers servers;
    private final PayaraServer target;

    MeshPortIT(TwoServers servers) {
        this.servers = servers;
        target = servers.east();
    }

    @Test
    void strangersAtTheMeshPort_areRefusedUnreadAndToldOnce() throws Exception {
        var port = meshPort();
        var before = refusals();
        try (var halfOpen = Stranger.at(port)) {
            for (int time = 0; time < TIMES; time++) {
                for (var bytes : Stranger.garbage()) {
                    try (var stranger = Stranger.at(port).sends(bytes)) {
                        assertThat(stranger.isHungUpOn(HANDSHAKE_LIMIT)).isTrue();
                    }
                }
            }
            assertThat(halfOpen.isHungUpOn(HANDSHAKE_LIMIT)).as("half-open").isTrue();
        }
        Await.until("a line about strangers", SOON, () -> refusals() > before);
        assertThat(refusals() - before)
                .as("one line per kind, not per stranger")
                .isLessThanOrEqualTo(Stranger.garbage().size() + 1L);
        assertUnaffected();
    }

    @Test
    void strangersAtTheOtherPorts_achieveNothing() throws Exception {
        var ports = new TreeSet<>(new ServerInside(target).listeningPorts());
        ports.remove(target.port());
        ports.remove(meshPort());
        assertThat(ports).as("Infinispan's port at least").isNotEmpty();
        var views = infinispanViews();
        for (var port : ports) {
            try (var halfOpen = Stranger.at(port)) {
                for (var bytes : Stranger.garbage()) {
                    try (var stranger = Stranger.at(port).sends(bytes)) {
                        assertThat(stranger.isHungUpOn(HANDSHAKE_LIMIT))
                                .as("at port " + port)
                                .isTrue();
                    }
                }
                assertThat(halfOpen.isHungUpOn(HANDSHAKE_LIMIT))
                        .as("half-open at port " + port)
                        .isTrue();
                assertUnaffected();
                assertThat(infinispanViews()).isEqualTo(views);
            }
        }
    }

    private long refusals() {
        return target.log().lines("MUSTER-044").size();
    }

    /** How often Infinispan told who is there. */
    private long infinispanViews() {
        return target.log().lines("MUSTER-087").size();
    }

    private void assertUnaffected() {
        assertThat(new ServerInside(target).loadedClasses()).noneMatch(line -> line.contains(Stranger.SENT_CLASS));
        var user = RoomsVisitor.signedIn(target, "frida");
        var other = servers.other(target);
        for (var topic : List.of("calm", "still calm")) {
            user.changeTopic(target, "port", topic);
            Await.value("the topic on " + other.name(), SOON, () -> user.topic(other, "port"), topic::equals);
        }
        assertThat(user.servers(target)).hasSize(2);
    }

    /** Of the rooms sample: the other application on the server has a mesh of its own. */
    private int meshPort() throws SQLException {
        return new SharedTables(servers.database()).meshPorts("rooms").get(target.name());
    }
}
