package dev.muster.config;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of all settings, of every part of Muster. {@code docs/configuration.md} is tested against it.
 *
 * <p>A setting has two defaults: one for an application that only has the jars, and one for cluster mode.
 */
public enum Setting {
    /** Switches everything on. */
    MODE("muster.mode", SettingType.choice("off", "cluster"), "off", "`cluster` switches every part on."),
    /** The name that all servers of the application share. */
    CLUSTER("muster.cluster", SettingType.NAME, null, "Name of the cluster; by default the context path."),
    /** The shared database. */
    DATASOURCE("muster.datasource", SettingType.TEXT, null, "JNDI name of the data source that all servers share."),
    /** What happens to the tables at start. */
    SCHEMA(
            "muster.schema",
            SettingType.choice("create", "validate", "none"),
            "create",
            "Whether missing tables are made, only looked for, or taken for granted."),
    /** What servers prove to each other. */
    SECRET(
            "muster.secret",
            SettingType.SECRET,
            null,
            "Secret of the cluster, 16 characters or more; by default one is made and kept in the database."),

    /** Where sessions are kept. */
    SESSION_STORE(
            "muster.session.store",
            SettingType.choiceOrClass("container", "database"),
            "container",
            "database",
            "`container`, `database`, or the class name of your own `SessionStore` bean."),
    /** The session cookie's name. */
    SESSION_COOKIE(
            "muster.session.cookie",
            SettingType.NAME,
            null,
            "Name of the session cookie; by default the application's own, else `JSESSIONID`."),
    /** What encodes attributes. */
    SESSION_CODEC(
            "muster.session.codec",
            SettingType.NAME,
            "java",
            "What encodes session attributes: `java`, `kryo`, or the name of your own `AttributeCodecProvider`."),
    /** What attributes that other servers cannot get come to. */
    SESSION_NOT_SERIALIZABLE(
            "muster.session.not-serializable",
            SettingType.choice("fail", "local"),
            "fail",
            "Whether an attribute that is not serializable fails its request or is kept on its server alone."),
    /** Which classes may be read. */
    SESSION_FILTER(
            "muster.session.filter",
            SettingType.choice("deny", "learn", "allow"),
            "deny",
            "Which classes attributes may hold: `deny`: all but those known from attacks; `learn`: the same, and what the"
                    + " application stores is listed in the file; `allow`: those in the file alone."),
    /** The list of classes. */
    SESSION_FILTER_FILE(
            "muster.session.filter-file",
            SettingType.TEXT,
            null,
            "File with the classes that attributes may hold; `learn` adds to it, `allow` reads it."),
    /** What encrypts attributes. */
    SESSION_ENCRYPTION_KEYS(
            "muster.session.encryption-keys",
            SettingType.KEYS,
            null,
            "AES keys of session attributes, the first one encrypts; in a file one per line. By default nothing is"
                    + " encrypted."),
    /** How often expired sessions are looked for. */
    SESSION_EXPIRY_INTERVAL(
            "muster.session.expiry-interval",
            SettingType.duration("1s", "1h"),
            "30s",
            "How often this server looks for expired sessions."),
    /** Which attributes get rows of their own. */
    SESSION_LARGE_ATTRIBUTE(
            "muster.session.large-attribute",
            SettingType.integer(256, 1_073_741_824),
            "8192",
            "Session attributes of more bytes get rows of their own, so that changes beside them do not write them"
                    + " again."),
    /** When a copy of a session may answer. */
    SESSION_READ(
            "muster.session.read",
            SettingType.choice("strict", "cookie-version"),
            "strict",
            "`strict`: each request asks the database whether this server's copy of the session is current;"
                    + " `cookie-version`: only if the copy is older than what the client has seen, or was not checked for"
                    + " `muster.session.revalidate`."),
    /** How long a copy may go unchecked. */
    SESSION_REVALIDATE(
            "muster.session.revalidate",
            SettingType.duration("100ms", "1m"),
            "1s",
            "How long a copy of a session is good without a look at the database, with"
                    + " `muster.session.read=cookie-version`."),
    /** How long the session store may take. */
    SESSION_TIME_LIMIT(
            "muster.session.time-limit",
            SettingType.duration("500ms", "1m"),
            "5s",
            "How long a request waits for the session store, the wait for a connection included."),
    /** What happens while the session store is away. */
    SESSION_ON_OUTAGE(
            "muster.session.on-outage",
            SettingType.choice("fail", "serve"),
            "fail",
            "While the session store is away: `fail` answers 503, `serve` lets sessions be read that this server knows."),
    /** How old a session may be that is served while the store is away. */
    SESSION_SERVE_FOR(
            "muster.session.serve-for",
            SettingType.duration("1s", "1h"),
            "1m",
            "With `serve`: how long after the store has last confirmed it a session may be read."),

    /** How many sessions a principal may have. */
    SESSION_LIMIT(
            "muster.session.limit",
            SettingType.integer(1, 10_000),
            null,
            "How many sessions one principal may have at once; by default any number. A further sign-in ends the oldest."),
    /** The session attribute that names the principal. */
    SESSION_PRINCIPAL_ATTRIBUTE(
            "muster.session.principal-attribute",
            SettingType.TEXT,
            null,
            "Session attribute whose value says who is signed in, for applications with a login of their own; by default"
                    + " the caller that the container knows."),

    /** How many servers there may be. */
    MAX_SERVERS(
            "muster.max-servers",
            SettingType.integer(1, 1023),
            "1023",
            "Servers that are not given a fixed id get one from 1 to this; when all are in use, no further server joins."),
    /** The server's name. */
    SERVER_NAME(
            "muster.server.name",
            SettingType.NAME,
            null,
            "Name of this server, also the route suffix of session cookies; by default the server's instance name or"
                    + " host name."),
    /** A fixed server id. */
    SERVER_ID(
            "muster.server.id",
            SettingType.integer(0, 1023),
            null,
            "Fixed id of this server; by default a free one is leased."),
    /** How users reach this server. */
    SERVER_PROTOCOL(
            "muster.server.protocol",
            SettingType.choice("http", "https"),
            null,
            "Protocol under which users reach this server; by default found out."),
    /** How users reach this server. */
    SERVER_ADDRESS(
            "muster.server.address",
            SettingType.TEXT,
            null,
            "Host name or address under which users reach this server; by default found out."),
    /** How users reach this server. */
    SERVER_PORT(
            "muster.server.port",
            SettingType.integer(1, 65535),
            null,
            "Port under which users reach this server; by default found out."),
    /** How users reach this server. */
    SERVER_PATH(
            "muster.server.path",
            SettingType.TEXT,
            null,
            "Context path under which users reach the application; by default its own."),
    /** The server's capacity. */
    SERVER_WEIGHT(
            "muster.server.weight",
            SettingType.integer(1, 1_000_000),
            "100",
            "Strength of this server relative to the others: its share of the rooms."),
    /** The server's limit. */
    SERVER_CAPACITY(
            "muster.server.capacity",
            SettingType.integer(1, Integer.MAX_VALUE),
            null,
            "Load that the rooms on this server may have together, in the unit of their weights; by default any."),
    /** What rooms may ask for. */
    SERVER_TAGS(
            "muster.server.tags",
            SettingType.TEXT,
            null,
            "What this server has that rooms may ask for: words separated by commas, such as `gpu,recording`."),

    /** How long a server's right to act lasts without renewal. */
    LEASE_DURATION(
            "muster.lease.duration",
            SettingType.duration("1s", "10m"),
            "6s",
            "How long a server may act after its last renewal; it fences itself at two thirds."),
    /** How often the lease is renewed. */
    LEASE_RENEWAL(
            "muster.lease.renewal",
            SettingType.duration("100ms", "5m"),
            "2s",
            "How often the lease is renewed; at most a third of its duration."),

    /** How rooms are allocated. */
    ROOMS(
            "muster.rooms",
            SettingType.choice("local", "database", "infinispan"),
            "local",
            "infinispan",
            "`local`: all rooms here; `database`: spread, looked up in the database; `infinispan`: spread, looked up in"
                    + " memory."),
    /** Where new rooms go. */
    ROOMS_PLACEMENT(
            "muster.rooms.placement",
            SettingType.choice("bounded", "least-loaded", "two-choice", "rendezvous"),
            "bounded",
            "Where a new room goes: `bounded`: spread by name within a bound on the load; `least-loaded`: where the least"
                    + " load is; `two-choice`: the less loaded of two by name; `rendezvous`: by name alone."),
    /** How Infinispan finds the other servers. */
    ROOMS_DISCOVERY(
            "muster.rooms.discovery",
            SettingType.choice("database", "static", "multicast", "dns"),
            "database",
            "How Infinispan finds the other servers: through the cluster's database, or by `muster.rooms.addresses`."),
    /** Where Infinispan looks for the others. */
    ROOMS_ADDRESSES(
            "muster.rooms.addresses",
            SettingType.TEXT,
            null,
            "`static`: the peers of Infinispan, `host[port];host[port]`; `multicast`: the group, by default"
                    + " `239.255.77.83[7799]`; `dns`: a host name with the addresses of all servers."),
    /** Infinispan's port. */
    ROOMS_PORT(
            "muster.rooms.port",
            SettingType.integer(1, 65535),
            "7800",
            "First port that Infinispan tries; it goes up to 100 higher if that is taken."),
    /** How fast rooms move. */
    ROOMS_MOVE_RATE(
            "muster.rooms.move-rate",
            SettingType.integer(1, 10_000),
            "100",
            "How many rooms a second a server gives away at most, when it is drained or has too much load."),
    /** How long a server that stops gives rooms away. */
    ROOMS_STOP_LIMIT(
            "muster.rooms.stop-limit",
            SettingType.duration("0s", "10m"),
            "10s",
            "How long a server that is stopped takes to give its rooms to the others; `0s`: it just leaves."),
    /** Which Infinispan remembers grants. */
    ROOMS_CACHE(
            "muster.rooms.cache",
            SettingType.choice("embedded", "hotrod"),
            "embedded",
            "With `muster.rooms=infinispan`: `embedded`: each server has a copy of what is known; `hotrod`: an Infinispan"
                    + " of its own keeps it, and servers copy what they use."),
    /** Where the Infinispan is. */
    ROOMS_HOTROD_SERVERS(
            "muster.rooms.hotrod.servers",
            SettingType.TEXT,
            null,
            "Servers of the Infinispan for `muster.rooms.cache=hotrod`, `host[port];host[port]`."),
    /** Who we are there. */
    ROOMS_HOTROD_USER(
            "muster.rooms.hotrod.user", SettingType.TEXT, null, "User at the Infinispan; by default nobody signs in."),
    /** How we prove it. */
    ROOMS_HOTROD_PASSWORD("muster.rooms.hotrod.password", SettingType.PASSWORD, null, "Password of that user."),
    /** Whether the way there is protected. */
    ROOMS_HOTROD_TLS(
            "muster.rooms.hotrod.tls",
            SettingType.choice("on", "off"),
            "on",
            "Whether the Infinispan is talked to over TLS 1.3; `off` is taken for addresses of this machine only."),
    /** Which certificate we expect. */
    ROOMS_HOTROD_FINGERPRINT(
            "muster.rooms.hotrod.fingerprint",
            SettingType.FINGERPRINT,
            null,
            "SHA-256 of the Infinispan's certificate; by default the authorities that Java knows vouch for it."),
    /** How users get to the server of their room. */
    ROOMS_REDIRECT(
            "muster.rooms.redirect",
            SettingType.choice("direct", "route"),
            "direct",
            "How users are sent to the server of their room: `direct`: to its own address; `route`: they stay at the"
                    + " balancer, whose route is switched."),
    /** How long a redirect token is good for. */
    ROOMS_TOKEN(
            "muster.rooms.token",
            SettingType.duration("1s", "10m"),
            "30s",
            "How long a user has to follow a redirect to a room."),

    /** How often clustered events are looked for. */
    EVENTS_POLL(
            "muster.events.poll",
            SettingType.duration("50ms", "1m"),
            "500ms",
            "How often this server reads the `@Clustered` events of the others, if the application has any."),

    /** Where the mesh and Infinispan listen. */
    MESH_ADDRESS(
            "muster.mesh.address",
            SettingType.TEXT,
            null,
            "Address on which the servers talk to each other; by default the one that leads to the database."),
    /** The mesh's port. */
    MESH_PORT(
            "muster.mesh.port",
            SettingType.integer(1, 65535),
            "5636",
            "First port that the mesh tries; it goes up to 99 higher if that is taken."),
    /** When a silent peer's changes are feared. */
    JPA_STALENESS(
            "muster.jpa.staleness",
            SettingType.duration("1s", "10m"),
            "5s",
            "How old a cached entity may get at most; when a live server is silent for longer, caches are bypassed."),
    /** Whether commits wait for the peers. */
    JPA_MODE(
            "muster.jpa.mode",
            SettingType.choice("async", "sync"),
            "async",
            "Whether a commit returns at once or when the other servers have evicted what it changed."),
    /** How long they wait. */
    JPA_SYNC_TIMEOUT(
            "muster.jpa.sync-timeout",
            SettingType.duration("10ms", "1m"),
            "1s",
            "How long a commit waits for the other servers in mode `sync`; it stands in any case.");

    private final String key;
    private final SettingType type;
    private final @Nullable String defaultValue;
    private final @Nullable String clusterDefault;
    private final String description;

    Setting(String key, SettingType type, @Nullable String defaultValue, String description) {
        this(key, type, defaultValue, defaultValue, description);
    }

    Setting(
            String key,
            SettingType type,
            @Nullable String defaultValue,
            @Nullable String clusterDefault,
            String description) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.clusterDefault = clusterDefault;
        this.description = description;
    }

    /** The setting of a key. */
    public static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }

    /** The key, for example {@code muster.mode}. */
    public String key() {
        return key;
    }

    /** What values it takes. */
    public SettingType type() {
        return type;
    }

    /** The value it has when nothing is configured, or null for none. */
    public @Nullable String defaultValue(boolean clusterMode) {
        return clusterMode ? clusterDefault : defaultValue;
    }

    /** One sentence for the reference. */
    public String description() {
        return description;
    }
}
