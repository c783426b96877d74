package dev.muster.session.encryption;

import dev.muster.Message;

/** What the encryption of sessions can have to say. */
enum EncryptionMessage implements Message {
    /** The keys cannot be used. */
    BAD_KEYS(
            "MUSTER-076",
            "muster.session.encryption-keys cannot be used: %s. Right would be id:base64,id:base64 with 32 random bytes each,"
                    + " for example from 'openssl rand -base64 32', or file:/path to a file with one key per line.");

    private final String code;
    private final String pattern;

    EncryptionMessage(String code, String pattern) {
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
