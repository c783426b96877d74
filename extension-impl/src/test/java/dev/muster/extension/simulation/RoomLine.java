package dev.muster.extension.simulation;

import dev.muster.extension.room.RoomStore.Proposal;
import dev.muster.room.Placement;
import java.util.Optional;
import java.util.Set;

/** A row of the model's room table with its participants; incarnation 0 if the room was closed. Immutable. */
record RoomLine(
        String room,
        int serverId,
        long incarnation,
        long epoch,
        int weight,
        Optional<String> affinity,
        Set<String> tags,
        long openedAt,
        boolean handedOver,
        int grantedBy,
        String reason,
        Set<String> participants) {

    static RoomLine granted(Proposal proposal, long now) {
        return new RoomLine(
                proposal.room(),
                proposal.placement().server().id(),
                proposal.placement().server().incarnation(),
                proposal.epoch(),
                proposal.request().weight(),
                proposal.request().affinity(),
                proposal.request().tags(),
                now,
                false,
                proposal.grantedBy(),
                proposal.placement().reason(),
                Set.of());
    }

    RoomLine moved(Placement to, long next, boolean hasState, long now) {
        return new RoomLine(
                room,
                to.server().id(),
                to.server().incarnation(),
                next,
                weight,
                affinity,
                tags,
                now,
                hasState,
                serverId,
                to.reason(),
                Set.of());
    }

    RoomLine with(Set<String> others) {
        return changed(incarnation, weight, affinity, others);
    }

    RoomLine weighing(int other) {
        return changed(incarnation, other, affinity, participants);
    }

    RoomLine ended() {
        return changed(0, 0, Optional.empty(), Set.of());
    }

    boolean isOf(int id, long holder) {
        return serverId == id && incarnation == holder;
    }

    private RoomLine changed(long holder, int load, Optional<String> group, Set<String> members) {
        return new RoomLine(
                room, serverId, holder, epoch, load, group, tags, openedAt, handedOver, grantedBy, reason, members);
    }
}
