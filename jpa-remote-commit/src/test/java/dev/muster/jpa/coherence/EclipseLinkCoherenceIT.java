package dev.muster.jpa.coherence;

import dev.muster.sql.TestDatabase;

/** EclipseLink on PostgreSQL. */
class EclipseLinkCoherenceIT extends CoherenceContract {

    EclipseLinkCoherenceIT() {
        super(new EclipseLink(false), TestDatabase.POSTGRESQL);
    }
}
