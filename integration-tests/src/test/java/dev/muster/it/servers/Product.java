package dev.muster.it.servers;

import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server product: what it needs in the WAR, and how an instance of it is laid out and started. Stateless. */
interface Product {

    /** For people, with its version. */
    String title();

    /** Adds what this server needs in the archive: a data source on the database, its name for Muster, libraries. */
    void adapt(WarCopy war, SharedPostgres database) throws IOException;

    /** Fills the empty directory of an instance; it is to listen on the loopback address only, with a small heap. */
    Launch prepare(Path home, Path war, int port, SharedPostgres database) throws IOException;

    /**
     * How the process is started.
     *
     * @param command absolute
     * @param environment beside the inherited one
     */
    record Launch(List<String> command, Map<String, String> environment) {}
}
