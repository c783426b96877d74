package dev.muster.benchmarks.jpa.spec;

import java.util.Locale;

/** A persistence provider and what keeps the caches of its servers coherent. */
public enum JpaVariant {
    OPENJPA_NONE(Provider.OPENJPA, Transport.NONE, Protection.NONE, "OpenJPA alone"),
    OPENJPA_TCP(Provider.OPENJPA, Transport.TCP, Protection.NONE, "OpenJPA tcp"),
    OPENJPA_MUSTER(Provider.OPENJPA, Transport.MUSTER, Protection.NONE, "Muster, OpenJPA"),
    OPENJPA_MUSTER_AGAIN(Provider.OPENJPA, Transport.MUSTER, Protection.NONE, "Muster, OpenJPA, again"),
    OPENJPA_MUSTER_SYNC(Provider.OPENJPA, Transport.MUSTER_SYNC, Protection.NONE, "Muster, OpenJPA, sync"),
    OPENJPA_MUSTER_SECRET(Provider.OPENJPA, Transport.MUSTER, Protection.SECRET, "Muster, OpenJPA, secret"),
    OPENJPA_MUSTER_TLS(Provider.OPENJPA, Transport.MUSTER, Protection.TLS, "Muster, OpenJPA, TLS"),
    ECLIPSELINK_NONE(Provider.ECLIPSELINK, Transport.NONE, Protection.NONE, "EclipseLink alone"),
    ECLIPSELINK_RMI(Provider.ECLIPSELINK, Transport.RMI, Protection.NONE, "EclipseLink rmi"),
    ECLIPSELINK_JGROUPS(Provider.ECLIPSELINK, Transport.JGROUPS, Protection.NONE, "EclipseLink jgroups"),
    ECLIPSELINK_MUSTER(Provider.ECLIPSELINK, Transport.MUSTER, Protection.NONE, "Muster, EclipseLink"),
    ECLIPSELINK_MUSTER_AGAIN(Provider.ECLIPSELINK, Transport.MUSTER, Protection.NONE, "Muster, EclipseLink, again"),
    ECLIPSELINK_MUSTER_SYNC(Provider.ECLIPSELINK, Transport.MUSTER_SYNC, Protection.NONE, "Muster, EclipseLink, sync"),
    ECLIPSELINK_MUSTER_SECRET(Provider.ECLIPSELINK, Transport.MUSTER, Protection.SECRET, "Muster, EclipseLink, secret"),
    ECLIPSELINK_MUSTER_TLS(Provider.ECLIPSELINK, Transport.MUSTER, Protection.TLS, "Muster, EclipseLink, TLS");

    /** Who keeps entities. */
    public enum Provider {
        OPENJPA,
        ECLIPSELINK
    }

    /** Who tells the other servers. */
    public enum Transport {
        NONE,
        TCP,
        RMI,
        JGROUPS,
        MUSTER,
        MUSTER_SYNC
    }

    /** How the links are protected. */
    public enum Protection {
        NONE,
        SECRET,
        TLS
    }

    private final Provider provider;
    private final Transport transport;
    private final Protection protection;
    private final String title;

    JpaVariant(Provider provider, Transport transport, Protection protection, String title) {
        this.provider = provider;
        this.transport = transport;
        this.protection = protection;
        this.title = title;
    }

    /** Who keeps entities. */
    public Provider provider() {
        return provider;
    }

    /** Who tells the other servers. */
    public Transport transport() {
        return transport;
    }

    /** How the links are protected. */
    public Protection protection() {
        return protection;
    }

    /** A name for people. */
    public String title() {
        return title;
    }

    /** A name for files and databases. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is Muster that tells the other servers. */
    public boolean isMuster() {
        return transport == Transport.MUSTER || transport == Transport.MUSTER_SYNC;
    }

    /** Whether the other servers are told at all. */
    public boolean isCoordinated() {
        return transport != Transport.NONE;
    }

    /** The same provider with nothing that tells the other servers. */
    public JpaVariant alone() {
        return provider == Provider.OPENJPA ? OPENJPA_NONE : ECLIPSELINK_NONE;
    }
}
