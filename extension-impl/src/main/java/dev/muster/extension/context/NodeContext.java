package dev.muster.extension.context;

import dev.muster.config.Settings;
import dev.muster.extension.registry.Registry;
import dev.muster.extension.security.ClusterSecret;
import dev.muster.server.Cluster;
import dev.muster.server.ServerIdentity;
import dev.muster.sql.Database;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;

/**
 * What the parts of one server of a cluster are built from. Immutable; its components are thread-safe and outlive the
 * parts.
 *
 * @param settings of the application
 * @param application its class loader
 * @param clusterName value of the {@code cluster_name} columns
 * @param database the shared database, with its tables made
 * @param identity who this server is, and whether it may act
 * @param cluster as applications see it
 * @param registry the live servers
 * @param secret shared by all servers of the cluster
 * @param tls mutual TLS that trusts the certificates of live servers, and only those
 * @param meshAddress local address on which this server talks to the others
 */
public record NodeContext(
        Settings settings,
        ClassLoader application,
        String clusterName,
        Database database,
        ServerIdentity identity,
        Cluster cluster,
        Registry registry,
        ClusterSecret secret,
        SSLContext tls,
        InetAddress meshAddress) {}
