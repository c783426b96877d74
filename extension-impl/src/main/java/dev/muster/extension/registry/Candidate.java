package dev.muster.extension.registry;

import dev.muster.server.Server;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a server that wants to join asks for and tells about itself. Immutable.
 *
 * @param name the name that it would like
 * @param nameConfigured whether it must have this name and no other
 * @param lastId ids that are not fixed are 1 to this one
 * @param fixedId the id that it must have, if one was configured
 * @param protocol how users reach it
 * @param address how users reach it
 * @param port how users reach it
 * @param path how users reach it
 * @param weight its capacity relative to the other servers
 * @param capacity the load that it takes at most; 0 for any
 * @param tags what rooms may ask for
 * @param meshAddress where it talks to the other servers
 * @param fingerprint of the certificate that it shows to them
 * @param softwareVersion of Muster
 */
public record Candidate(
        String name,
        boolean nameConfigured,
        int lastId,
        OptionalInt fixedId,
        String protocol,
        String address,
        int port,
        String path,
        int weight,
        long capacity,
        Set<String> tags,
        String meshAddress,
        String fingerprint,
        String softwareVersion) {

    /** Checks that no component is missing; copies the tags. */
    public Candidate {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(fixedId, "fixedId");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(path, "path");
        tags = Set.copyOf(tags);
        Objects.requireNonNull(meshAddress, "meshAddress");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(softwareVersion, "softwareVersion");
    }

    /** The same server as an administrator has described it. */
    Candidate asEdited(Server edited) {
        return new Candidate(
                name,
                nameConfigured,
                lastId,
                fixedId,
                edited.protocol(),
                edited.address(),
                edited.port(),
                edited.path(),
                edited.weight(),
                edited.capacity(),
                edited.tags(),
                meshAddress,
                fingerprint,
                softwareVersion);
    }
}
