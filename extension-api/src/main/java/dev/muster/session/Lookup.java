package dev.muster.session;

/** What a store found when it was asked for a session of which the caller may have a copy. Immutable. */
public sealed interface Lookup {

    /** There is no such session, or it has expired. */
    record Absent() implements Lookup {}

    /** The caller's copy has the version that is stored. */
    record Current() implements Lookup {}

    /**
     * The caller has no copy, or an old one.
     *
     * @param session as it is stored
     */
    record Changed(StoredSession session) implements Lookup {}

    /** No such session. */
    Lookup ABSENT = new Absent();

    /** The copy is as good as the store's. */
    Lookup CURRENT = new Current();
}
