package dev.muster.session.conversation;

import dev.muster.Message;

/** What conversations can have to say. */
enum ConversationMessage implements Message {
    /** The requested conversation is not there. */
    UNKNOWN(
            "MUSTER-100",
            "there is no conversation '%s' in this session: it has ended or timed out, or the session is another one. The"
                    + " request goes on with a new transient conversation."),
    /** The requested conversation is in use. */
    BUSY(
            "MUSTER-101",
            "conversation '%s' is in use by another request of its session, also after %s ms. The request goes on with a"
                    + " new transient conversation.");

    private final String code;
    private final String pattern;

    ConversationMessage(String code, String pattern) {
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
