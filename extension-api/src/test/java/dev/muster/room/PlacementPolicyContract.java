package dev.muster.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link PlacementPolicy} has to do, whatever it prefers. */
public abstract class PlacementPolicyContract {

    /** The policy under test. */
    protected abstract PlacementPolicy policy();

    /** A server that takes rooms. */
    protected static Server server(int id, int weight, long load) {
        return new Server(
                id,
                id,
                "node" + id,
                ServerState.ACTIVE,
                "http",
                "10.1.1." + id,
                8080,
                "/app",
                weight,
                0,
                Set.of(),
                load,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Test
    void loneServerWithoutLoad_isChosen() {
        List<Server> candidates = List.of(server(3, 100, 0));

        assertThat(chosen("room", 1, candidates)).contains(candidates.get(0));
    }

    @Test
    void whateverTheFigures_choiceIsACandidateAndTheSameAgain() {
        Random random = new Random(4711);
        for (int round = 0; round < 500; round++) {
            List<Server> candidates = candidates(random);
            int weight = 1 + random.nextInt(1000);
            var choice = chosen("room" + round, weight, candidates);
            assertThat(candidates).containsAll(choice.stream().toList());
            assertThat(chosen("room" + round, weight, candidates)).isEqualTo(choice);
        }
    }

    @Test
    void extremeFigures_doNoHarm() {
        List<Server> candidates = List.of(server(0, 1, Long.MAX_VALUE), server(1, 1_000_000, 0), server(2, 1, 0));

        assertThat(candidates)
                .containsAll(
                        chosen("room", Integer.MAX_VALUE, candidates).stream().toList());
    }

    /** The server that the policy chooses. */
    protected final Optional<Server> chosen(String room, int weight, List<Server> candidates) {
        return policy().choose(PlacementRequest.of(room, weight), candidates).map(Placement::server);
    }

    private static List<Server> candidates(Random random) {
        List<Server> candidates = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int id = 0; id < count; id++) {
            candidates.add(server(id, 1 + random.nextInt(200), random.nextInt(10_000)));
        }
        return candidates;
    }
}
