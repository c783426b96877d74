package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
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
        var port = meshPorts().iterator().next();
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
        ports.removeAll(meshPorts());
        assertThat(ports).as("Infinispan's port at least").isNotEmpty();
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
            }
        }
    }

    private long refusals() {
        return target.log().lines("MUSTER-044").size();
    }

    private void assertUnaffected() {
        assertThat(new ServerInside(target).loadedClasses()).noneMatch(line -> line.contains(Stranger.SENT_CLASS));
        var user = RoomsVisitor.signedIn(target, "frida");
        var other = servers.other(target);
        for (var topic : Set.of("calm", "still calm")) {
            user.changeTopic(target, "port", topic);
            Await.value("the topic on " + other.name(), SOON, () -> user.topic(other, "port"), topic::equals);
        }
        var grant = user.enter(other, "port");
        assertThat(user.enter(target, "port").getString("server")).isEqualTo(grant.getString("server"));
    }

    /** Of the rooms sample: the other application on the server has a mesh of its own. */
    private Set<Integer> meshPorts() throws SQLException {
        var ports = new TreeSet<Integer>();
        try (var connection = servers.database().dataSource().getConnection();
                var query = connection.prepareStatement(
                        "select mesh_port from muster_server where name = ? and cluster_name = 'rooms'")) {
            query.setString(1, target.name());
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ports.add(rows.getInt(1));
                }
            }
        }
        assertThat(ports).as("mesh port of " + target.name()).hasSize(1);
        return ports;
    }
}
