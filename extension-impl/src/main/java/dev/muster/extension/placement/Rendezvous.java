package dev.muster.extension.placement;

import dev.muster.server.Server;

/**
 * Weighted rendezvous hashing: the score of a server for a key is {@code -weight / ln(u)} with {@code u} hashed from both
 * to (0, 1), so that each server scores highest for its share of keys (C. Schindelhauer, G. Schomaker, "Weighted
 * Distributed Hash Tables", SPAA 2005). The same on every server, since it needs nothing but names and ids.
 */
final class Rendezvous {

    private static final double UNIT = 0x1.0p-53;

    private Rendezvous() {}

    /**
     * @param key the {@link #hash} of the key
     */
    static double score(long key, Server server) {
        long hash = mix(key ^ mix(server.id() + 1L));
        double u = ((hash >>> 11) + 0.5) * UNIT;
        return -server.weight() / Math.log(u);
    }

    /** FNV-1a over the characters. */
    static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finalizer of SplitMix64 (S. Vigna): every bit of the input moves every bit of the output. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
