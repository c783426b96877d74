package dev.muster.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** The database's clock only: a server's own wall clock and time zone must not matter. */
class ClocksTest {

    /** A server outside cluster mode has no database, and nobody who could have another clock. */
    private static final String ALONE = "dev.muster.extension.node.OwnClock";

    /** Without a registry the start time is the incarnation; it only has to differ from that of the last start. */
    private static final String STATIC_MESH = "dev.muster.jpa.MeshConfig$Builder";

    @Test
    void nobody_looksAtTheServersWallClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ALONE)
                .and()
                .doNotHaveFullyQualifiedName(STATIC_MESH)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callConstructor(Date.class)
                .because("stored times are the database's, durations are monotonic (docs/design.md)")
                .check(OurClasses.ALL);
    }
}
