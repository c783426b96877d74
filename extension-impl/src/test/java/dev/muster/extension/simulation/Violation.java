package dev.muster.extension.simulation;

import dev.muster.extension.simulation.History.Note;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Something happened that must not. Says what came before it, and how to see it again. */
public final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;
    private static final int NOTES_SHOWN = 60;

    private final String invariant;

    Violation(long seed, long time, String invariant, Object[] about, List<Note> notes) {
        super("seed %d at %.3f s: %s: %s%n%s"
                .formatted(seed, time / 1e9, invariant, Arrays.toString(about), last(about, notes)));
        this.invariant = invariant;
    }

    /** What does not hold. */
    public String invariant() {
        return invariant;
    }

    private static String last(Object[] about, List<Note> notes) {
        Set<Object> things = new HashSet<>(Arrays.asList(about));
        List<Note> concerned =
                notes.stream().filter(note -> note.isAbout(things)).toList();
        return concerned.stream()
                .skip(Math.max(0, concerned.size() - NOTES_SHOWN))
                .map(Note::toString)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
