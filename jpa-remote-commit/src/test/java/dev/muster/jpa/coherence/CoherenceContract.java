package dev.muster.jpa.coherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.muster.sql.TestDatabase;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Every mapping and operation on two servers: what one changes, the other does not see stale. For each provider and
 * database there is a subclass. What was found must be what docs/jpa-coherence.md says.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CoherenceContract implements AutoCloseable {

    private final Provider provider;
    private final TestDatabase database;
    private final Map<Setup, Pair> pairs = new EnumMap<>(Setup.class);
    private final Map<Row, Outcome> outcomes = new LinkedHashMap<>();
    private List<Row> rows = List.of();

    CoherenceContract(Provider provider, TestDatabase database) {
        this.provider = provider;
        this.database = database;
    }

    @TestFactory
    Stream<DynamicNode> rows() {
        // Before the rows load the entities.
        pair(Setup.USUAL);
        rows = Rows.all(provider);
        Map<String, List<Row>> byFeature =
                rows.stream().collect(Collectors.groupingBy(Row::feature, LinkedHashMap::new, Collectors.toList()));
        Stream<DynamicNode> features = byFeature.entrySet().stream()
                .map(feature -> dynamicContainer(
                        feature.getKey(), feature.getValue().stream().map(this::test)));
        return Stream.concat(features, Stream.of(dynamicTest("docs/jpa-coherence.md says the same", this::compare)));
    }

    private DynamicNode test(Row row) {
        return dynamicTest(row.name(), () -> outcomes.put(row, outcomeOf(row)));
    }

    private Outcome outcomeOf(Row row) {
        String without = provider.without().get(row.name());
        if (without != null) {
            return Outcome.without(without);
        }
        String gap = provider.gaps().get(row.name());
        return gap == null ? run(row) : failing(row, Outcome.notCovered(gap));
    }

    private Outcome run(Row row) {
        try {
            return row.run(pair(row.setup()));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(row.name() + ": " + e.getMessage(), e);
        }
    }

    private Outcome failing(Row row, Outcome expected) {
        try {
            run(row);
        } catch (AssertionError failed) {
            return expected;
        }
        return fail(row.name() + ": works now, take it out of the gaps of " + provider.column());
    }

    private Pair pair(Setup setup) {
        return pairs.computeIfAbsent(setup, wanted -> new Pair(provider, wanted, database.createEmpty()));
    }

    private void compare() throws IOException {
        assertThat(rows.stream().filter(row -> !outcomes.containsKey(row)).map(Row::name))
                .as("rows without an outcome")
                .isEmpty();
        assertThat(rows.stream().map(Row::name))
                .as("rows that %s makes exceptions of", provider.column())
                .doesNotHaveDuplicates()
                .containsAll(provider.gaps().keySet())
                .containsAll(provider.without().keySet());
        new Table(provider.column(), outcomes).compareWithDocs();
    }

    @AfterAll
    @Override
    public void close() {
        pairs.values().forEach(Pair::close);
    }
}
