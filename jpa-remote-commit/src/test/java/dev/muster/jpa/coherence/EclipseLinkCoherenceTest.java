package dev.muster.jpa.coherence;

import dev.muster.sql.TestDatabase;

/** EclipseLink on H2. */
class EclipseLinkCoherenceTest extends CoherenceContract {

    EclipseLinkCoherenceTest() {
        super(new EclipseLink(false), TestDatabase.H2);
    }
}
