package dev.muster.jpa.coherence;

import dev.muster.sql.TestDatabase;

/** OpenJPA on H2. */
class OpenJpaCoherenceTest extends CoherenceContract {

    OpenJpaCoherenceTest() {
        super(new OpenJpa(), TestDatabase.H2);
    }
}
