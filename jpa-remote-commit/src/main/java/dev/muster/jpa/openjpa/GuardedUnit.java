package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.unit.UnitStream;
import java.util.function.Supplier;
import org.apache.openjpa.conf.OpenJPAConfiguration;
import org.jspecify.annotations.Nullable;

/** One entity manager factory whose commits are told and whose caches are guarded. Thread-safe. */
final class GuardedUnit {

    private final UnitStream stream;
    private final FactoryEvictor evictor;

    GuardedUnit(UnitStream stream, FactoryEvictor evictor) {
        this.stream = stream;
        this.evictor = evictor;
    }

    /** That of a factory; null if it has another remote commit provider, or none. */
    static @Nullable GuardedUnit of(OpenJPAConfiguration configuration) {
        Object provider = configuration.getRemoteCommitEventManager().getRemoteCommitProvider();
        return provider instanceof MusterRemoteCommitProvider muster ? muster.unit() : null;
    }

    String name() {
        return stream.unit();
    }

    CacheGuard guard() {
        return stream.guard();
    }

    FactoryEvictor evictor() {
        return evictor;
    }

    /** Tells the peers; never throws. */
    void tell(Supplier<@Nullable Eviction> eviction) {
        stream.publish(eviction);
    }

    /**
     * Tells the peers of a commit. Here, cached query results of its types go: OpenJPA drops them before it commits, and a
     * query that another transaction executes in between has the old result. One that is still being read is given up by
     * OpenJPA itself.
     */
    void committed(Supplier<@Nullable Eviction> commit) {
        tell(() -> {
            @Nullable Eviction eviction = commit.get();
            if (eviction != null) {
                evictor.quietly(() -> eviction.queriesAlone().applyTo(evictor));
            }
            return eviction;
        });
    }

    /** Evicts here what OpenJPA evicted too early, before the commit, and has loads that are under way do the same. */
    void evictHere(Eviction eviction) {
        evictor.quietly(() -> stream.evictHere(eviction));
    }
}
