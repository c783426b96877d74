package dev.muster.extension.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementPolicyContract;
import dev.muster.server.Server;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedLoadPlacementTest extends PlacementPolicyContract {

    @Override
    protected PlacementPolicy policy() {
        return new BoundedLoadPlacement();
    }

    @Test
    void twoRoomsOnTwoIdleServers_landOneEachWhateverTheirNamesAndWeights() {
        for (int i = 0; i < 1000; i++) {
            Server first = chosen("a" + i, 1 + i % 7, List.of(server(1, 100, 0), server(2, 100, 0)))
                    .orElseThrow();
            List<Server> then = List.of(
                    server(1, 100, first.id() == 1 ? 1 + i % 7 : 0), server(2, 100, first.id() == 2 ? 1 + i % 7 : 0));
            assertThat(chosen("b" + i, 1 + i % 5, then).orElseThrow().id()).isNotEqualTo(first.id());
        }
    }

    @Test
    void rooms_spreadByNameWhereAllAreWithinTheBound() {
        List<Server> equal = List.of(server(1, 100, 1000), server(2, 100, 1000), server(3, 100, 1000));
        assertThat(List.of("a", "b", "c", "d", "e", "f", "g", "h"))
                .extracting(room -> chosen(room, 1, equal).orElseThrow().id())
                .contains(1, 2, 3);
    }

    @Test
    void serverBeyondTheBound_getsNothing() {
        List<Server> uneven = List.of(server(1, 100, 1300), server(2, 100, 1000), server(3, 100, 1000));
        for (int i = 0; i < 100; i++) {
            assertThat(chosen("room" + i, 1, uneven).orElseThrow().id()).isNotEqualTo(1);
        }
    }

    @Test
    void strongerServer_getsItsShare() {
        List<Server> servers = List.of(server(1, 100, 1000), server(2, 300, 3000));
        long onTheStrong = 0;
        for (int i = 0; i < 1000; i++) {
            onTheStrong += chosen("room" + i, 1, servers).orElseThrow().id() == 2 ? 1 : 0;
        }
        assertThat(onTheStrong).isBetween(700L, 800L);
    }

    @Test
    void roomThatIsNotLight_leavesTheEmptierServerToHeavierOnes() {
        List<Server> servers = List.of(server(1, 100, 800), server(2, 100, 900));
        assertThat(IntStream.range(0, 100)
                        .map(i -> chosen("room" + i, 50, servers).orElseThrow().id()))
                .containsOnly(2);
    }

    @Test
    void lightRooms_goToTheEmptierServerToo() {
        List<Server> servers = List.of(server(1, 100, 800), server(2, 100, 900));
        assertThat(IntStream.range(0, 100)
                        .map(i -> chosen("room" + i, 5, servers).orElseThrow().id()))
                .contains(1, 2);
    }

    @Test
    void serverThatHasJustJoined_getsItsShareOfAllRooms() {
        List<Server> servers = IntStream.rangeClosed(1, 10)
                .mapToObj(id -> server(id, 100, id == 1 ? 300 : 1000))
                .toList();
        assertThat(IntStream.range(0, 1000)
                        .filter(i ->
                                chosen("room" + i, 20, servers).orElseThrow().id() == 1)
                        .count())
                .isBetween(60L, 140L);
    }
}
