package dev.muster.extension.registry;

import dev.muster.server.Server;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A row of {@code muster_server}, live or not.
 *
 * @param member what it says
 * @param idHighWater ids of this slot have been given for times before this one only, in epoch milliseconds
 * @param edited {@link #EDITED} and {@link #DISABLED}, added up
 * @param orders what an administrator wants of it
 */
record ServerRow(Member member, long idHighWater, int edited, Orders orders) {

    /** An administrator has changed what the row says of the server. */
    static final int EDITED = 1;

    /** An administrator has disabled the server. */
    static final int DISABLED = 2;

    ServerRow(Member member, long idHighWater) {
        this(member, idHighWater, 0, Orders.NONE);
    }

    boolean isEdited() {
        return (edited & EDITED) != 0;
    }

    boolean isDisabled() {
        return (edited & DISABLED) != 0;
    }

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    Server server() {
        return member.server();
    }

    int id() {
        return server().id();
    }

    long incarnation() {
        return server().incarnation();
    }

    String name() {
        return server().name();
    }

    long leaseUntil() {
        return server().leaseUntil().toEpochMilli();
    }

    boolean isLiveAt(long databaseMillis) {
        return server().state().isMember() && leaseUntil() > databaseMillis;
    }

    /** The end of the lease as an administrator reads it. */
    String leaseEnd() {
        return TIME.format(server().leaseUntil());
    }
}
