package dev.muster.cli;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What the copy has that the original has not, and the few entries that differ. */
final class Plan {

    private static final String PERSISTENCE_XML = "META-INF/persistence.xml";
    private static final String CLUSTER = Setting.MODE.key() + "=cluster";

    /** Sessions need no servers that know each other: the database is enough. */
    private static final String STORE_ALONE = Setting.SESSION_STORE.key() + "=database";

    private final Map<String, byte[]> added = new LinkedHashMap<>();
    private final Map<String, byte[]> replaced = new LinkedHashMap<>();
    private final Archive war;
    private final Report report;

    private Plan(Archive war, Report report) {
        this.war = war;
        this.report = report;
    }

    static Plan make(Archive war, DropInRequest request, List<Library> libraries, Report report) {
        var plan = new Plan(war, report);
        plan.addLibraries(libraries.stream()
                .filter(jar -> request.parts().stream().anyMatch(part -> part.needs(jar.folder())))
                .toList());
        plan.addSettings(request);
        if (request.parts().contains(Part.JPA)) {
            plan.switchOnRemoteCommits();
        }
        return plan;
    }

    /** New entries in the order they are written. */
    Map<String, byte[]> added() {
        return added;
    }

    byte[] contentOf(ZipEntry entry, Archive original) {
        var other = replaced.get(entry.getName());
        return other == null ? original.read(entry) : other;
    }

    private void addLibraries(List<Library> libraries) {
        var fitting = libraries.stream().filter(this::isMissing).toList();
        fitting.forEach(jar -> added.put(Archive.LIB + jar.file(), jar.bytes()));
        var ours = fitting.stream().filter(jar -> Library.isOurs(jar.file())).toList();
        var theirs = fitting.stream().filter(jar -> !Library.isOurs(jar.file())).toList();
        report.added(Archive.LIB + "muster-*.jar (" + size(ours) + ")");
        if (!theirs.isEmpty()) {
            report.added(Archive.LIB + " what they need: " + names(theirs) + " (" + size(theirs) + ")");
        }
    }

    private static String names(List<Library> jars) {
        return jars.stream().anyMatch(jar -> Part.ROOMS.needs(jar.folder()) && !Part.JPA.needs(jar.folder()))
                ? "Infinispan and others"
                : "a maker of certificates";
    }

    private boolean isMissing(Library jar) {
        var kept = war.libraries().stream()
                .filter(file -> Library.artifact(file).equals(Library.artifact(jar.file())))
                .findFirst();
        kept.filter(file -> !file.equals(jar.file()))
                .ifPresent(file -> report.note(CliMessage.OTHER_VERSION.text(Archive.LIB + file, jar.file())));
        return kept.isEmpty();
    }

    private static String size(List<Library> jars) {
        var bytes = jars.stream().mapToLong(jar -> jar.bytes().length).sum();
        return jars.size() + " files, " + (bytes + 1023) / 1024 + " KiB";
    }

    private void addSettings(DropInRequest request) {
        var lines =
                new StringBuilder("# Written by muster dropin. A system property or an environment variable wins.\n");
        lines.append(request.parts().equals(Set.of(Part.SESSIONS)) ? STORE_ALONE : CLUSTER)
                .append('\n');
        lines.append(Setting.DATASOURCE.key())
                .append('=')
                .append(request.database())
                .append('\n');
        if (!request.parts().equals(Set.of(Part.SESSIONS))) {
            EnumSet.complementOf(EnumSet.copyOf(request.parts()))
                    .forEach(part ->
                            part.offLine().ifPresent(line -> lines.append(line).append('\n')));
        }
        added.put(Archive.SETTINGS, lines.toString().getBytes(StandardCharsets.ISO_8859_1));
        report.added(Archive.SETTINGS);
        lines.toString().lines().skip(1).forEach(report::more);
    }

    private void switchOnRemoteCommits() {
        var place = Archive.CLASSES + PERSISTENCE_XML;
        war.read(place).flatMap(bytes -> edit(place, bytes)).ifPresent(edited -> replaced.put(place, edited));
        for (var file : war.libraries()) {
            var jar = Archive.LIB + file;
            war.read(jar).flatMap(bytes -> editInside(jar, bytes)).ifPresent(edited -> replaced.put(jar, edited));
        }
    }

    private Optional<byte[]> editInside(String jar, byte[] bytes) {
        try {
            var file = find(bytes);
            var edited = file.flatMap(found -> edit(jar + "!/" + PERSISTENCE_XML, found));
            return edited.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ArchiveCopy.replacing(bytes, Map.of(PERSISTENCE_XML, edited.get())));
        } catch (IOException e) {
            throw new MusterException(e, CliMessage.UNREADABLE, war.file(), jar + ": " + e.getMessage());
        }
    }

    private static Optional<byte[]> find(byte[] jar) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(PERSISTENCE_XML)) {
                    return Optional.of(zip.readAllBytes());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> edit(String place, byte[] bytes) {
        var xml = PersistenceXml.read(place, bytes);
        xml.units().forEach(unit -> tell(unit, place));
        return xml.edited();
    }

    private void tell(PersistenceUnit unit, String place) {
        var title = "persistence unit '" + unit.name() + "' (" + unit.provider() + "): ";
        unit.switchedOn()
                .ifPresentOrElse(
                        provider -> {
                            report.found(title + "remote commits switched on");
                            report.more(provider.element("property"));
                            report.more("in " + place);
                        },
                        () -> report.note(title + "left alone, " + unit.reason()));
    }
}
