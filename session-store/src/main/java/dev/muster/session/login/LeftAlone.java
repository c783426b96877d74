package dev.muster.session.login;

/** Says so where {@code FORM} cannot be ours, because the container keeps its callers in sessions of its own. */
final class LeftAlone {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private LeftAlone() {}

    /** Nothing need be said of the other methods: their clients prove who they are with each request. */
    static void tell(LoginConfig config, String reason) {
        if (config.method().equals("FORM")) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    LoginMessage.NOT_KEPT.text(reason + ", so FORM in web.xml is left to the container, which keeps the"
                            + " caller in a session of its own. Give our sessions another cookie by"
                            + " muster.session.cookie, or use BASIC"));
        }
    }
}
