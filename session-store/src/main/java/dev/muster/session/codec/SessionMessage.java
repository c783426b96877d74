package dev.muster.session.codec;

import dev.muster.Message;

/** What the session store can have to say. */
public enum SessionMessage implements Message {
    /** Sessions are kept in the store from now on. */
    STARTED("MUSTER-060", "cluster '%s': sessions are kept by %s; cookie %s; expired ones are looked for every %s s"),
    /** An attribute cannot be written. */
    NOT_SERIALIZABLE(
            "MUSTER-061",
            "session attribute '%s' (%s) cannot be stored: %s. Other servers could not see it. Let the class and all that"
                    + " it holds implement java.io.Serializable, mark fields transient, or keep the value out of the"
                    + " session."),
    /** An attribute cannot be read. */
    UNDECODABLE(
            "MUSTER-062",
            "session attribute '%s' cannot be read by this version of the application: %s. It reads as absent here; its"
                    + " bytes are kept for servers that can read it."),
    /** The payload of a row is broken. */
    BROKEN_PAYLOAD(
            "MUSTER-063",
            "the payload of session %s… in muster_session is broken: %s. The session is treated as absent and its user"
                    + " gets a new one; the row is removed when it expires."),
    /** Too many conflicts. */
    CONFLICT(
            "MUSTER-064",
            "session %s… was written by other servers %s times while this request tried to save it; the request's changes"
                    + " are not saved. Look for clients that poll several servers with one session."),
    /** The custom store cannot be had. */
    UNKNOWN_STORE(
            "MUSTER-065",
            "muster.session.store is '%s', but %s. Right would be container, database, or the class name of a CDI bean of"
                    + " the application that implements dev.muster.session.SessionStore."),
    /** A listener threw. */
    LISTENER_FAILED("MUSTER-066", "session listener %s failed in %s: %s"),
    /** The expiry run failed. */
    EXPIRY_FAILED(
            "MUSTER-067",
            "expired sessions could not be removed this time: %s. The next run in %s s tries again; until then"
                    + " they are absent for users, but their listeners wait."),
    /** A session could not be saved after the response was on its way. */
    SAVE_FAILED("MUSTER-068", "a session could not be saved at the end of an asynchronous request: %s"),
    /** What has to happen when a session expires did not all happen. */
    END_FAILED("MUSTER-069", "session %s… has expired and was removed, but telling the application of it failed: %s"),
    /** A row of a large attribute is missing. */
    LARGE_ATTRIBUTE_GONE(
            "MUSTER-070",
            "session attribute '%s' of session %s… has no row in muster_session_attribute. It reads as absent. Rows of this"
                    + " table must not be removed by hand, nor be restored without those of muster_session."),
    /** The resolver of conflicts threw. */
    RESOLVER_FAILED(
            "MUSTER-071",
            "%s failed to resolve a conflict on session attribute '%s': %s. The value of the last write is kept."),
    /** The container has begun a session too. */
    FOREIGN_COOKIE(
            "MUSTER-103",
            "during %s %s something other than the stored session set the cookie '%s', most likely a session that the"
                    + " container began because somebody asked a request of the container for one, for example a"
                    + " ServletRequestListener. The cookie is set again with the stored session's id. Let that code use"
                    + " @Inject HttpSession or a filter, or give another name with muster.session.cookie.");

    private final String code;
    private final String pattern;

    SessionMessage(String code, String pattern) {
        this.code = code;
        this.pattern = pattern;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String pattern() {
        return pattern;
    }
}
