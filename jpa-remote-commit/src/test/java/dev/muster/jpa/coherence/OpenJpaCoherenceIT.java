package dev.muster.jpa.coherence;

import dev.muster.sql.TestDatabase;

/** OpenJPA on PostgreSQL. */
class OpenJpaCoherenceIT extends CoherenceContract {

    OpenJpaCoherenceIT() {
        super(new OpenJpa(), TestDatabase.POSTGRESQL);
    }
}
