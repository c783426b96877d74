package dev.muster.cli;

import java.nio.file.Path;
import java.util.Set;

/**
 * What the admin asked for.
 *
 * @param war the archive to read
 * @param output the archive to write
 * @param database JNDI name of the data source that all servers share
 * @param parts what to switch on
 * @param force whether an existing output is replaced
 */
record DropInRequest(Path war, Path output, String database, Set<Part> parts, boolean force) {

    DropInRequest {
        parts = Set.copyOf(parts);
    }
}
