package dev.muster.cli;

import dev.muster.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.w3c.dom.Element;

/**
 * Makes a clustered copy of a WAR:
 *
 * <ol>
 *   <li>look whether it can be done; refuse with a coded message if not;
 *   <li>plan what is added and which lines are inserted;
 *   <li>write the copy beside its place, then move it there, so that there is never half a copy;
 *   <li>tell each thing that differs from the original.
 * </ol>
 */
final class DropIn {

    private final List<Library> libraries;
    private final Consumer<String> out;

    DropIn(List<Library> libraries, Consumer<String> out) {
        this.libraries = List.copyOf(libraries);
        this.out = out;
    }

    void run(DropInRequest request) {
        if (!request.force() && Files.exists(request.output())) {
            throw new MusterException(CliMessage.OUTPUT_EXISTS, request.output());
        }
        var report = new Report();
        try (var war = Archive.open(request.war())) {
            var webXml = new Inspection(war).requireFit();
            var plan = Plan.make(war, request, libraries, report);
            webXml.flatMap(DropIn::metadataNote).ifPresent(report::note);
            write(war, plan, request.output());
        }
        report.printTo(out);
    }

    private static Optional<String> metadataNote(Element webXml) {
        return Optional.of("web.xml is metadata-complete: Payara starts Muster all the same; on another server see that"
                        + " it logs MUSTER-001")
                .filter(note -> webXml.getAttribute("metadata-complete").equals("true"));
    }

    private static void write(Archive war, Plan plan, Path output) {
        var unfinished = output.resolveSibling(output.getFileName() + ".part");
        try {
            try (var copy = new ArchiveCopy(Files.newOutputStream(unfinished))) {
                for (var entry : war.entries()) {
                    copy.copy(entry, plan.contentOf(entry, war));
                }
                for (var added : plan.added().entrySet()) {
                    copy.add(added.getKey(), added.getValue());
                }
            }
            Files.move(unfinished, output, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MusterException(e, CliMessage.NOT_WRITTEN, output, e);
        } finally {
            discard(unfinished);
        }
    }

    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new MusterException(e, CliMessage.NOT_WRITTEN, unfinished, e);
        }
    }
}
