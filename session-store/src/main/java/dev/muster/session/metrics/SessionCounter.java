package dev.muster.session.metrics;

/** What is counted of an application's sessions on one server. Each one only grows until the application is undeployed. */
public enum SessionCounter {
    /** Sessions that began here. */
    CREATED("Sessions that began on this server"),
    /** Looks at a session that this server's copy could answer. */
    HITS("Looks at a session that were answered from the memory of this server"),
    /** Looks at a session for which its attributes had to be read. */
    LOADS("Looks at a session for which attributes were read from the store"),
    /** Looks at a session that is no more. */
    MISSES("Looks at a session that the store does not have"),
    /** Sessions whose changes were written. */
    SAVES("Writes of changed sessions"),
    /** Writes that recorded an access and nothing else. */
    TOUCHES("Writes of the last access alone"),
    /** Writes that found another version in the store. */
    CONFLICTS("Attributes that two servers changed at once"),
    /** Attributes that this server could not read. */
    QUARANTINED("Attributes that could not be decoded and read as absent"),
    /** Classes that the filter refused while attributes were read, known gadgets among them. */
    REFUSED("Classes or sizes that the filter refused while attributes were decoded"),
    /** Sessions that expired and were ended here. */
    EXPIRED("Expired sessions that this server ended"),
    /** Sessions that were ended by an administrator or a limit. */
    KILLED("Sessions that this server ended for an administrator or a limit"),
    /** Bytes of encoded attributes read from the store. */
    BYTES_READ("Bytes of encoded attributes that were new to this server when it read them"),
    /** Bytes of encoded attributes that changed and were written. */
    BYTES_WRITTEN("Bytes of encoded attributes that changed and were written"),
    /** Calls of the store that failed. */
    OUTAGES("Calls of the store that failed or took too long");

    private final String description;

    SessionCounter(String description) {
        this.description = description;
    }

    /** One line for dashboards. */
    public String description() {
        return description;
    }

    /** Whether it counts bytes. */
    public boolean isBytes() {
        return this == BYTES_READ || this == BYTES_WRITTEN;
    }
}
