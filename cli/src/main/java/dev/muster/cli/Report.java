package dev.muster.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects what the admin is told, so that nothing is claimed before it is done. Not thread-safe. */
final class Report {

    private final List<String> lines = new ArrayList<>();

    void added(String what) {
        lines.add("  added   " + what);
    }

    void found(String what) {
        lines.add("  found   " + what);
    }

    void note(String what) {
        lines.add("  note    " + what);
    }

    /** A further line of the last entry. */
    void more(String what) {
        lines.add("          " + what);
    }

    void printTo(Consumer<String> out) {
        lines.forEach(out);
    }
}
