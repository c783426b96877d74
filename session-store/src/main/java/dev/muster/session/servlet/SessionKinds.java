package dev.muster.session.servlet;

import dev.muster.session.StoredSession;
import java.time.Duration;

/**
 * All stored sessions of one application on this server, whoever manages them. Thread-safe.
 *
 * @param http those of the servlet API
 * @param natives those of a framework
 */
record SessionKinds(Sessions http, NativeSessions natives) {

    static SessionKinds of(Sessions http) {
        return new SessionKinds(http, new NativeSessions(http));
    }

    void publish() {
        http.publish();
        natives.publish();
    }

    void withdraw() {
        natives.withdraw();
        http.withdraw();
    }

    /** The store has given this session to this server to be ended. */
    void expired(StoredSession stored) {
        of(stored).expired(stored);
    }

    /** Ends a session for good; false if somebody else has. */
    boolean kill(StoredSession stored) {
        return of(stored).kill(stored);
    }

    private Sessions of(StoredSession stored) {
        return NativeSessions.isOne(stored) ? natives.sessions() : http;
    }

    /** Frees the memory of sessions that no request has used for so long. */
    void forgetUnused(Duration age) {
        http.forgetUnused(age);
        natives.sessions().forgetUnused(age);
    }

    /** How many sessions are in memory. */
    int cached() {
        return http.cached() + natives.sessions().cached();
    }
}
