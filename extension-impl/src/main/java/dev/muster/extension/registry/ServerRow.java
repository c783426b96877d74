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
 */
record ServerRow(Member member, long idHighWater) {

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
