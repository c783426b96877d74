package dev.muster.extension.placement;

import dev.muster.room.PlacementPolicy;

/** The built-in policies by their names in {@code muster.rooms.placement}. */
public final class Placements {

    private Placements() {}

    /** Whether this is one of these, and not the application's own. */
    public static boolean isBuiltIn(PlacementPolicy policy) {
        return policy.getClass().getPackageName().equals(Placements.class.getPackageName());
    }

    /** The policy of this name; the setting's type lets no other through. */
    public static PlacementPolicy named(String name) {
        return switch (name) {
            case "bounded" -> new BoundedLoadPlacement();
            case "least-loaded" -> new LeastLoadedPlacement();
            case "two-choice" -> new TwoChoicePlacement();
            case "rendezvous" -> new RendezvousPlacement();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
