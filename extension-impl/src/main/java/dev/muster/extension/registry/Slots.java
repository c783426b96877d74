package dev.muster.extension.registry;

import dev.muster.extension.registry.Choice.Full;
import dev.muster.extension.registry.Choice.Held;
import dev.muster.extension.registry.Choice.Take;
import dev.muster.extension.registry.Choice.What;
import dev.muster.server.ServerState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses a slot from what the database says; changes nothing.
 *
 * <ol>
 *   <li>A configured id or name is that one or none.
 *   <li>A derived name is given up for {@code name-2}, {@code name-3}… only when its holder is known to be alive: a
 *       holder that was killed gets its name back.
 *   <li>Else the slot that the name had before; else the lowest that nobody ever had; else the one that is free for the
 *       longest time.
 * </ol>
 */
final class Slots {

    /** Slot 0 is only for those who ask for it: ids that are zero look like ids that are missing. */
    private static final int FIRST = 1;

    /** A slot that was not given back may still be used by a server that is frozen; nobody else gets it so soon. */
    private static final long QUARANTINE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Candidate candidate;
    private final Snapshot snapshot;
    private final List<ServerRow> live;
    private final Predicate<ServerRow> provenAlive;

    /**
     * @param ownIncarnation the earlier incarnation of this very process, which nobody needs to wait for; 0 for none
     * @param provenAlive whether a row's server has been seen to act
     */
    Slots(Candidate candidate, Snapshot snapshot, long ownIncarnation, Predicate<ServerRow> provenAlive) {
        this.candidate = candidate;
        this.snapshot = snapshot;
        this.live = snapshot.live().stream()
                .filter(row -> row.incarnation() != ownIncarnation)
                .toList();
        this.provenAlive = provenAlive;
    }

    Choice choose() {
        Optional<ServerRow> rival = fixedRow().filter(live::contains);
        return rival.<Choice>map(row -> new Held(row, What.ID)).orElseGet(() -> named(1));
    }

    private Choice named(int attempt) {
        String name = attempt == 1 ? candidate.name() : candidate.name() + "-" + attempt;
        Optional<ServerRow> rival =
                live.stream().filter(row -> row.name().equals(name)).findFirst();
        if (rival.isEmpty()) {
            return slot(name);
        }
        boolean mayYield = !candidate.nameConfigured() && provenAlive.test(rival.get());
        return mayYield ? named(attempt + 1) : new Held(rival.get(), What.NAME);
    }

    private Choice slot(String name) {
        if (candidate.fixedId().isPresent()) {
            return new Take(candidate.fixedId().getAsInt(), name, fixedRow());
        }
        return before(name)
                .or(this::neverHad)
                .or(this::longestFree)
                .<Choice>map(id -> new Take(id, name, snapshot.row(id)))
                .orElseGet(Full::new);
    }

    private Optional<ServerRow> fixedRow() {
        return candidate.fixedId().stream()
                .boxed()
                .flatMap(id -> snapshot.row(id).stream())
                .findFirst();
    }

    private Optional<Integer> before(String name) {
        return free().filter(row -> row.name().equals(name)).map(ServerRow::id).findFirst();
    }

    private Optional<Integer> neverHad() {
        return IntStream.rangeClosed(FIRST, candidate.lastId())
                .boxed()
                .filter(id -> snapshot.row(id).isEmpty())
                .findFirst();
    }

    private Optional<Integer> longestFree() {
        return free().filter(row -> row.id() >= FIRST && row.id() <= candidate.lastId())
                .filter(this::isOutOfQuarantine)
                .min(Comparator.comparingLong(ServerRow::leaseUntil))
                .map(ServerRow::id);
    }

    private boolean isOutOfQuarantine(ServerRow row) {
        return row.server().state() == ServerState.LEFT || row.leaseUntil() + QUARANTINE_MILLIS <= snapshot.now();
    }

    private Stream<ServerRow> free() {
        return snapshot.rows().stream().filter(row -> !live.contains(row));
    }
}
