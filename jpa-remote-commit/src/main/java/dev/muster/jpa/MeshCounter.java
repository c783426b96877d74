package dev.muster.jpa;

/** What a mesh counts since it was opened. */
public enum MeshCounter {
    /** Commits of this server that its peers were told of. */
    COMMITS("Commits of this server that were told to its peers"),
    /** Commits of peers that were carried out here. */
    EVICTIONS("Commits of peers that were evicted here"),
    /** How often the caches of a unit were emptied as a whole. */
    FLUSHES("How often the caches of a persistence unit were emptied as a whole; each has a line MUSTER-049"),
    /** How often commits of a peer were missing. */
    GAPS("How often commits of a peer were missing and could not be had again"),
    /** Commits that were told again. */
    REPLAYED("Commits that a peer was told again because its link had been cut"),
    /** How often a peer took too little. */
    OVERFLOWS("How often a peer took too little and was told to empty its caches instead"),
    /** How often serving from the caches ended. */
    BYPASSES("How often the caches were bypassed because a live peer could not be heard"),
    /** For how long. */
    BYPASSED_MILLIS("For how many milliseconds the caches were bypassed"),
    /** Commits whose peers did not answer in time. */
    SYNC_TIMEOUTS("Commits in mode sync whose peers did not answer in time");

    private final String description;

    MeshCounter(String description) {
        this.description = description;
    }

    /** One line for tools. */
    public String description() {
        return description;
    }
}
