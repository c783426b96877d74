package dev.muster.session.shiro;

import dev.muster.Message;

/** What Shiro's sessions can have to say. */
enum ShiroMessage implements Message {
    /** Sessions are not stored. */
    NOT_STORED(
            "MUSTER-111",
            "Shiro keeps its sessions by dev.muster.session.shiro.MusterSessionDAO, but muster.session.store is 'container'"
                    + " in this application. Set muster.session.store=database and muster.datasource, or take the"
                    + " sessionDAO out of Shiro's configuration."),
    /** A key that is no text. */
    NO_TEXT(
            "MUSTER-112",
            "Shiro session attribute %s has a key of class %s. Stored sessions have attributes by name: use a String as"
                    + " the key.");

    private final String code;
    private final String pattern;

    ShiroMessage(String code, String pattern) {
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
