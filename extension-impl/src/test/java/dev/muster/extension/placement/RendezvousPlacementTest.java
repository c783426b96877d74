package dev.muster.extension.placement;

import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementPolicyContract;

class RendezvousPlacementTest extends PlacementPolicyContract {

    @Override
    protected PlacementPolicy policy() {
        return new RendezvousPlacement();
    }
}
