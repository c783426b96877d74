package dev.muster.jpa.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.coherence.model.WithName;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The usual course of a row:
 *
 * <ol>
 *   <li>what is needed is committed here;
 *   <li>the peer reads it, until it needs no statement to do so: now it is in its caches;
 *   <li>it is changed here;
 *   <li>when the peer has followed, it reads it again, and that is compared with what is in the database.
 * </ol>
 */
final class Scenario {

    private static final int TRIES = 3;

    private final String name;
    private Setup setup = Setup.USUAL;
    private Consumer<EntityManager> prepare = em -> {};
    private final List<View> views = new ArrayList<>();
    private final List<View> untouched = new ArrayList<>();

    private Scenario(String name) {
        this.name = name;
    }

    static Scenario named(String name) {
        return new Scenario(name);
    }

    /** Other servers than the usual ones. */
    Scenario on(Setup wanted) {
        setup = wanted;
        return this;
    }

    /** What has to be there before. */
    Scenario given(Consumer<EntityManager> work) {
        prepare = work;
        return this;
    }

    /** What the peer reads. */
    Scenario seen(String what, Function<Server.Reader, Object> read) {
        views.add(new View(what, false, read));
        return this;
    }

    /** A query for entities that the peer runs; all parts of the results have names. */
    Scenario entities(String what, String jpql, Object... parameters) {
        return seen(
                what,
                reader -> reader.entities(jpql, parameters).stream()
                        .map(entity -> ((WithName) entity).name())
                        .toList());
    }

    /** A query for values that the peer runs. */
    Scenario values(String what, String jpql, Object... parameters) {
        views.add(new View(what, true, reader -> reader.values(jpql, parameters)));
        return this;
    }

    /** What the peer reads and keeps in its caches, since it is not changed. */
    Scenario stays(String what, Function<Server.Reader, Object> read) {
        untouched.add(new View(what, false, read));
        return this;
    }

    /** What is committed here, and changes all that the peer reads. */
    Row changed(String feature, Consumer<EntityManager> work) {
        return changedBy(feature, here -> here.commit(work));
    }

    /** What is done here, and changes all that the peer reads. */
    Row changedBy(String feature, Consumer<Server> work) {
        return new Row(feature, name, setup, pair -> runChange(pair, work));
    }

    /** What is done here, and makes nothing old: the peer keeps what it has in its caches. */
    Row kept(String feature, Consumer<Server> work) {
        return new Row(feature, name, setup, pair -> runKept(pair, work));
    }

    /** What is done here, and the peer is known not to notice. */
    Row notCovered(String feature, Consumer<Server> work, String why) {
        return new Row(feature, name, setup, pair -> runNotCovered(pair, work, why));
    }

    /** What is done here, and neither this server nor the peer notices. */
    Row notCoveredAnywhere(String feature, Consumer<Server> work, String why) {
        return new Row(feature, name, setup, pair -> {
            Outcome outcome = runNotCovered(pair, work, why);
            views.stream().filter(pair::caches).forEach(view -> assertStale(pair, pair.here(), view));
            return outcome;
        });
    }

    private Outcome runChange(Pair pair, Consumer<Server> work) {
        Map<View, Object> before = new LinkedHashMap<>();
        List<String> uncached = warm(pair, before);
        untouched.forEach(
                view -> assertThat(isCached(pair.there(), view)).as(view.what()).isTrue());
        work.accept(pair.here());
        pair.settle();
        for (View view : views) {
            Object truth = view.of(pair.database());
            assertThat(truth)
                    .as("change of the %s in the database", view.what())
                    .isNotEqualTo(before.get(view));
            assertThat(view.of(pair.there())).as("%s of the peer", view.what()).isEqualTo(truth);
        }
        assertKept(pair, untouched);
        long cacheable = views.stream().filter(pair::caches).count();
        return uncached.size() == cacheable ? Outcome.neverCached() : Outcome.fresh(uncached);
    }

    private Outcome runKept(Pair pair, Consumer<Server> work) {
        assertThat(warm(pair, new LinkedHashMap<>()))
                .as("not cached by the peer")
                .isEmpty();
        work.accept(pair.here());
        pair.settle();
        assertKept(pair, views);
        return Outcome.fresh(List.of());
    }

    private static void assertKept(Pair pair, List<View> kept) {
        for (View view : kept) {
            assertThat(pair.caches(view) ? statementsOf(pair.there(), view) : 0)
                    .as("statements for the %s of the peer", view.what())
                    .isZero();
            assertThat(view.of(pair.there())).as("%s of the peer", view.what()).isEqualTo(view.of(pair.database()));
        }
    }

    private Outcome runNotCovered(Pair pair, Consumer<Server> work, String why) {
        assertThat(warm(pair, new LinkedHashMap<>()))
                .as("not cached by the peer")
                .isEmpty();
        work.accept(pair.here());
        pair.settle();
        views.stream().filter(pair::caches).forEach(view -> assertStale(pair, pair.there(), view));
        return Outcome.notCovered(why);
    }

    private static void assertStale(Pair pair, Server server, View view) {
        assertThat(view.of(server)).as("%s is fresh: say so", view.what()).isNotEqualTo(view.of(pair.database()));
    }

    /** Brings all that is seen into the peer's caches, and says what its provider did not cache. */
    private List<String> warm(Pair pair, Map<View, Object> seen) {
        pair.here().commit(prepare);
        pair.settle();
        List<String> uncached = new ArrayList<>();
        for (View view : views) {
            Object truth = view.of(pair.database());
            assertThat(view.of(pair.there()))
                    .as("%s of the peer before", view.what())
                    .isEqualTo(truth);
            seen.put(view, truth);
            if (pair.caches(view) && !isCached(pair.there(), view)) {
                uncached.add(view.what());
            }
        }
        return uncached;
    }

    private static boolean isCached(Server server, View view) {
        for (int i = 0; i < TRIES; i++) {
            if (statementsOf(server, view) == 0) {
                return true;
            }
        }
        return false;
    }

    private static long statementsOf(Server server, View view) {
        long before = server.statements();
        view.of(server);
        return server.statements() - before;
    }
}
