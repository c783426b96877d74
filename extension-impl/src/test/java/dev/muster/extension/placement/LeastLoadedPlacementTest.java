package dev.muster.extension.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementPolicyContract;
import dev.muster.server.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastLoadedPlacementTest extends PlacementPolicyContract {

    @Override
    protected PlacementPolicy policy() {
        return new LeastLoadedPlacement();
    }

    @Test
    void equalServers_theLessLoadedIsChosen() {
        assertThat(chosen(1, server(1, 100, 20), server(2, 100, 10))).isEqualTo(2);
    }

    @Test
    void equalLoads_theOneWithMoreCapacityIsChosen() {
        assertThat(chosen(1, server(1, 100, 20), server(2, 200, 20))).isEqualTo(2);
    }

    /** By load alone the small server would win; with the room on it, it would be the fuller one. */
    @Test
    void heavyRoom_goesWhereItWeighsLess() {
        assertThat(chosen(50, server(1, 100, 0), server(2, 1000, 100))).isEqualTo(2);
    }

    @Test
    void allEqual_theLowestIdIsChosen() {
        assertThat(chosen(1, server(4, 100, 5), server(9, 100, 5))).isEqualTo(4);
    }

    private int chosen(int weight, Server... candidates) {
        return chosen("room", weight, List.of(candidates)).orElseThrow().id();
    }
}
