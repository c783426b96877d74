package dev.muster.jpa.openjpa;

import org.apache.openjpa.kernel.FetchConfiguration;
import org.apache.openjpa.persistence.FetchPlanImpl;

/**
 * Makes Muster's query hint one that OpenJPA hands on from a query to its fetch configuration; it drops those it does not
 * know. Only subclasses may do so; there are no instances.
 */
abstract class KnownHints extends FetchPlanImpl {

    static {
        registerHint(new String[] {UnlistedChanges.HINT});
    }

    KnownHints(FetchConfiguration fetch) {
        super(fetch);
    }

    /** Does so, once. */
    static void register() {
        // The work is done when this class is initialized.
    }
}
