package dev.muster.demo;

import java.net.URI;

/**
 * A server behind the balancer. Immutable.
 *
 * @param name the route: what stands behind the dot in the session cookies that it makes
 * @param uri where it listens, without a path
 */
record Backend(String name, URI uri) {}
