package dev.muster.extension.simulation;

import dev.muster.extension.simulation.Faults.Fault;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was seen in one run or several. Immutable.
 *
 * @param runs how many
 * @param acts accepted by {@code requireCurrent()}
 * @param refusals of it
 * @param grants of rooms
 * @param moves of rooms from server to server, with state
 * @param states that reached the application there
 * @param lost grants that ended without a close
 * @param fences of servers by themselves
 * @param ids given by {@code nextId()}
 * @param hash of all that happened
 * @param faults played
 */
public record Report(
        long runs,
        long acts,
        long refusals,
        long grants,
        long moves,
        long states,
        long lost,
        long fences,
        long ids,
        long hash,
        Map<Fault, Integer> faults) {

    /** Nothing was seen yet. */
    public static final Report NONE = new Report(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    /** Both together. */
    public Report and(Report other) {
        Map<Fault, Integer> all = new EnumMap<>(Fault.class);
        all.putAll(faults);
        other.faults.forEach((fault, count) -> all.merge(fault, count, Integer::sum));
        return new Report(
                runs + other.runs,
                acts + other.acts,
                refusals + other.refusals,
                grants + other.grants,
                moves + other.moves,
                states + other.states,
                lost + other.lost,
                fences + other.fences,
                ids + other.ids,
                hash + other.hash,
                all);
    }
}
