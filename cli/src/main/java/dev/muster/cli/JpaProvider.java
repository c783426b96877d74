package dev.muster.cli;

import java.util.Optional;

/** The persistence providers whose caches Muster can keep coherent, and the property that tells them to. */
enum JpaProvider {
    ECLIPSELINK(
            "EclipseLink",
            "org.eclipse.persistence.",
            "eclipselink.cache.coordination.protocol",
            "dev.muster.jpa.eclipselink.MusterTransport",
            "eclipselink.cache.coordination."),
    OPENJPA("OpenJPA", "org.apache.openjpa.", "openjpa.RemoteCommitProvider", "muster", "openjpa.RemoteCommitProvider");

    private final String title;
    private final String packagePrefix;
    private final String property;
    private final String value;
    private final String coordinationPrefix;

    JpaProvider(String title, String packagePrefix, String property, String value, String coordinationPrefix) {
        this.title = title;
        this.packagePrefix = packagePrefix;
        this.property = property;
        this.value = value;
        this.coordinationPrefix = coordinationPrefix;
    }

    /** The provider of a class name; a unit that names none gets the server's own, on Payara EclipseLink. */
    static Optional<JpaProvider> of(String providerClass) {
        if (providerClass.isEmpty() || providerClass.startsWith(ECLIPSELINK.packagePrefix)) {
            return Optional.of(ECLIPSELINK);
        }
        return providerClass.startsWith(OPENJPA.packagePrefix) ? Optional.of(OPENJPA) : Optional.empty();
    }

    String title() {
        return title;
    }

    /** Whether a property says how this provider's caches are to be kept coherent already. */
    boolean isCoordination(String propertyName) {
        return propertyName.startsWith(coordinationPrefix);
    }

    /** The property as an element, with the prefix of its neighbours if they have one. */
    String element(String elementName) {
        return "<" + elementName + " name=\"" + property + "\" value=\"" + value + "\"/>";
    }
}
