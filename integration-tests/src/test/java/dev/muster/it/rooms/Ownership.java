package dev.muster.it.rooms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who believed to own which room when, from the acts of all servers in the order in which the ledger took them.
 *
 * <ol>
 *   <li>An epoch of a room belongs to one incarnation of one server.
 *   <li>No check of an epoch begins after a check of a higher epoch has said yes. So the times in which two servers believe
 *       in one room never overlap, to within the time that a check takes (fractions of a millisecond).
 *   <li>An act may reach the ledger after one of a higher epoch, if its check came in time: the ledger is a side effect, and
 *       what is on its way cannot be held back. Such acts are counted. A side effect that must refuse them compares epochs.
 * </ol>
 */
final class Ownership {

    private final List<String> violations = new ArrayList<>();
    private int handovers;
    private int late;
    private int mostMoves;
    private Optional<Duration> narrowest = Optional.empty();
    private Optional<Duration> widest = Optional.empty();

    private Ownership() {}

    static Ownership of(List<Act> acts) {
        var ownership = new Ownership();
        acts.stream()
                .collect(Collectors.groupingBy(Act::room, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(ownership::examine);
        return ownership;
    }

    /** What must never happen, in sentences; empty if it did not. */
    List<String> violations() {
        return violations;
    }

    /** How often a room went from one epoch to another. */
    int handovers() {
        return handovers;
    }

    /** The acts that were written down after an act of a higher epoch. */
    int late() {
        return late;
    }

    /** The shortest time between the end of one server's belief and the beginning of the next one's. */
    Optional<Duration> narrowest() {
        return narrowest;
    }

    /** The longest of these times: the room was at rest, or nobody asked for it. */
    Optional<Duration> widest() {
        return widest;
    }

    /** How often a room went to another epoch at most. */
    int mostMoves() {
        return mostMoves;
    }

    private void examine(List<Act> ofOneRoom) {
        late += countLate(ofOneRoom);
        var byEpoch = ofOneRoom.stream().collect(Collectors.groupingBy(Act::epoch, TreeMap::new, Collectors.toList()));
        byEpoch.values().forEach(this::requireOneOwner);
        mostMoves = Math.max(mostMoves, byEpoch.size() - 1);
        var last = Optional.<Act>empty();
        for (var acts : byEpoch.values()) {
            last.ifPresent(act -> handOver(act, acts));
            last = Stream.concat(last.stream(), acts.stream()).max(Comparator.comparingLong(Act::before));
        }
    }

    private static int countLate(List<Act> inOrderOfTheLedger) {
        long highest = Long.MIN_VALUE;
        int count = 0;
        for (var act : inOrderOfTheLedger) {
            count += act.epoch() < highest ? 1 : 0;
            highest = Math.max(highest, act.epoch());
        }
        return count;
    }

    private void requireOneOwner(List<Act> ofOneEpoch) {
        var owners = ofOneEpoch.stream()
                .map(act -> Map.entry(act.server(), act.incarnation()))
                .distinct()
                .toList();
        if (owners.size() > 1) {
            violations.add("room " + ofOneEpoch.get(0).room() + ", epoch "
                    + ofOneEpoch.get(0).epoch() + ": acted for by server=incarnation " + owners);
        }
    }

    private void handOver(Act last, List<Act> ofHigherEpoch) {
        var first = Collections.min(ofHigherEpoch, Comparator.comparingLong(Act::after));
        var gap = Duration.ofNanos(first.after() - last.before());
        handovers++;
        narrowest = narrowest.filter(known -> known.compareTo(gap) <= 0).or(() -> Optional.of(gap));
        widest = widest.filter(known -> known.compareTo(gap) >= 0).or(() -> Optional.of(gap));
        if (gap.isNegative()) {
            violations.add("room " + last.room() + ": server " + last.server() + " found epoch " + last.epoch()
                    + " current " + gap.negated() + " after server " + first.server() + " had found epoch "
                    + first.epoch() + " current");
        }
    }
}
