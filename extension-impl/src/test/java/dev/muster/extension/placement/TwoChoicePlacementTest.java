package dev.muster.extension.placement;

import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementPolicyContract;

class TwoChoicePlacementTest extends PlacementPolicyContract {

    @Override
    protected PlacementPolicy policy() {
        return new TwoChoicePlacement();
    }
}
