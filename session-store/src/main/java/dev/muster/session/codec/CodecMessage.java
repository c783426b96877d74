package dev.muster.session.codec;

import dev.muster.Message;

/** What encoding and decoding can have to say beyond single attributes. */
enum CodecMessage implements Message {
    /** The filter refused a class. */
    REFUSED(
            "MUSTER-074",
            "a stored session attribute holds %s, which the filter refuses: %s. Nothing of it was made; the attribute reads"
                    + " as absent, its bytes are kept. Seen once; further ones are counted, not logged."),
    /** A setting of the codecs or the filter cannot be fulfilled. */
    UNUSABLE("MUSTER-075", "%s is '%s', but %s. %s"),
    /** An attribute stays on this server. */
    KEPT_LOCAL(
            "MUSTER-077",
            "session attribute '%s' cannot be stored: %s. As muster.session.not-serializable is 'local', it is kept on this"
                    + " server: other servers do not see it, and it is lost when this one stops.");

    private final String code;
    private final String pattern;

    CodecMessage(String code, String pattern) {
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
