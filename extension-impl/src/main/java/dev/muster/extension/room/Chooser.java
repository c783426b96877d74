package dev.muster.extension.room;

import dev.muster.MusterException;
import dev.muster.extension.placement.Placements;
import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.server.Server;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the placement policy, which may be the application's, and takes nothing from it that cannot be used. Immutable; as
 * thread-safe as the policy.
 */
record Chooser(PlacementPolicy policy) {

    /**
     * A server for a room that nobody has.
     *
     * @return empty if the policy refuses the room
     * @throws MusterException if the policy fails, or chooses none of the candidates
     */
    Optional<Placement> choose(PlacementRequest request, List<Server> candidates) {
        Optional<Placement> choice = ask(request, candidates);
        choice.filter(placement -> candidates.stream().noneMatch(placement.server()::isSameIncarnation))
                .ifPresent(placement -> {
                    throw refused(request, placement.server().name(), candidates);
                });
        return choice;
    }

    /**
     * A server for a room that has to leave its own. With a built-in policy, the youngest one that stays within its share
     * with the room gets it: in a rolling restart that is one which was restarted already, so that the room need not move
     * again. The application's own policy is a rule that also holds for rooms that move.
     */
    Optional<Placement> chooseOther(PlacementRequest request, List<Server> candidates) {
        return Placements.isBuiltIn(policy)
                ? FairShare.of(candidates, request.weight()).youngestWithin().or(() -> choose(request, candidates))
                : choose(request, candidates);
    }

    /**
     * A server that has rooms with which this one belongs together.
     *
     * @param anchors servers of such rooms: the first that is a candidate is it
     */
    static Optional<Placement> together(Optional<String> affinity, List<Server> anchors, List<Server> candidates) {
        return anchors.stream()
                .flatMap(anchor -> candidates.stream().filter(anchor::isSameIncarnation))
                .findFirst()
                .map(server -> new Placement(
                        server, Long.MAX_VALUE, "together with other rooms of '" + affinity.orElse("") + "'"));
    }

    /** For a room that the policy does not place on any of the candidates. */
    MusterException refused(PlacementRequest request, String choice, List<Server> candidates) {
        return new MusterException(
                RoomMessage.REFUSED,
                request.room(),
                request.weight(),
                policy.getClass().getName(),
                choice,
                names(candidates));
    }

    static List<String> names(List<Server> servers) {
        return servers.stream().map(Server::name).toList();
    }

    private Optional<Placement> ask(PlacementRequest request, List<Server> candidates) {
        try {
            return Objects.requireNonNull(policy.choose(request, candidates), "null in place of an Optional");
        } catch (RuntimeException e) {
            throw new MusterException(
                    e,
                    RoomMessage.POLICY_FAILED,
                    request.room(),
                    policy.getClass().getName(),
                    e);
        }
    }
}
