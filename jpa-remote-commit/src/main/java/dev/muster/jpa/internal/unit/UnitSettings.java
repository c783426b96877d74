package dev.muster.jpa.internal.unit;

import dev.muster.jpa.internal.commit.Delivery;
import java.util.Optional;

/**
 * What a persistence unit says of itself, wherever its peers come from. Immutable.
 *
 * @param unit name on the wire, the same on all servers
 * @param delivery whether its commits wait; empty for the mesh's own setting
 * @param names of its entities on the wire
 * @param peers empty if it uses the mesh that is bound
 */
public record UnitSettings(
        String unit, Optional<Delivery> delivery, EntityNames names, Optional<StaticSettings> peers) {

    /** A unit that uses the bound mesh and has no wishes. */
    public static UnitSettings of(String unit) {
        return new UnitSettings(unit, Optional.empty(), EntityNames.OWN, Optional.empty());
    }
}
