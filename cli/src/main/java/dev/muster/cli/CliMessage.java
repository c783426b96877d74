package dev.muster.cli;

import dev.muster.Message;

/** What the command line can have to say when it refuses, or does something else than one may expect. */
enum CliMessage implements Message {
    /** The arguments make no sense. */
    USAGE("MUSTER-090", "%s%n%n%s"),
    /** The given archive cannot be read. */
    UNREADABLE("MUSTER-091", "%s cannot be read as an archive: %s. Nothing was written. Give the path of a WAR file."),
    /** The given archive is something else. */
    NOT_A_WAR("MUSTER-092", "%s is not a WAR: %s Nothing was written."),
    /** The archive was dropped into before. */
    ALREADY_CLUSTERED(
            "MUSTER-093",
            "%s has Muster in it already (%s). Nothing was written. Give the archive as it was before; to change"
                    + " settings only, use muster.* system properties or environment variables."),
    /** The output file is there. */
    OUTPUT_EXISTS("MUSTER-094", "%s exists and is left as it is. Give another file with -o, or --force to replace it."),
    /** A persistence.xml that cannot be understood or edited. */
    BAD_PERSISTENCE_XML(
            "MUSTER-095",
            "%s cannot be read: %s. The server would refuse it as well. Nothing was written. Mend the file, or leave it"
                    + " alone with --parts sessions,rooms."),
    /** Classes of the time before Jakarta EE 9. */
    BEFORE_JAKARTA(
            "MUSTER-096",
            "%s was written for Java EE or Jakarta EE 8: %s uses %s. Muster runs in Jakarta EE 10 servers. Nothing was"
                    + " written. Transform the archive first, for example with the Eclipse Transformer."),
    /** A web.xml that would cut our fragment off. */
    CUT_OFF(
            "MUSTER-097",
            "WEB-INF/web.xml of %s has an <absolute-ordering> that names neither 'muster' nor <others/>: the server would"
                    + " leave the session filter out. Nothing was written. Add <name>muster</name> as the first"
                    + " entry of <absolute-ordering>."),
    /** A library that the archive has in another version. */
    OTHER_VERSION(
            "MUSTER-098",
            "%s is kept and %s is not added: the application comes first. If Muster does not start, use the version"
                    + " it was tested with."),
    /** The output cannot be written. */
    NOT_WRITTEN("MUSTER-099", "%s could not be written: %s. No file is left behind.");

    private final String code;
    private final String pattern;

    CliMessage(String code, String pattern) {
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
