package dev.muster.jpa.coherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.muster.jpa.coherence.model.Plain;
import dev.muster.sql.TestDatabase;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.persistence.internal.weaving.PersistenceWeaved;
import org.junit.jupiter.api.DynamicNode;

/** The rows for EclipseLink with entities that it has woven; for a class loader that lets it. */
public final class EclipseLinkWoven extends CoherenceContract implements Supplier<Stream<DynamicNode>> {

    public EclipseLinkWoven() {
        super(new EclipseLink(true), TestDatabase.H2);
    }

    @Override
    public Stream<DynamicNode> get() {
        return Stream.concat(rows(), Stream.of(dynamicTest("the entities are woven", EclipseLinkWoven::assertWoven)));
    }

    private static void assertWoven() {
        assertThat(PersistenceWeaved.class).isAssignableFrom(Plain.class);
    }
}
