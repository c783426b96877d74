package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshCounter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The figures of one mesh. Thread-safe. */
final class Counters {

    private final Map<MeshCounter, LongAdder> sums = new EnumMap<>(MeshCounter.class);

    Counters() {
        for (MeshCounter counter : MeshCounter.values()) {
            sums.put(counter, new LongAdder());
        }
    }

    void increment(MeshCounter counter) {
        add(counter, 1);
    }

    void add(MeshCounter counter, long number) {
        of(counter).add(number);
    }

    long sum(MeshCounter counter) {
        return of(counter).sum();
    }

    private LongAdder of(MeshCounter counter) {
        return Objects.requireNonNull(sums.get(counter), "all are there");
    }
}
