/**
 * The mesh that carries remote commits between the servers of a cluster, and the point where persistence providers and
 * the mesh find each other.
 *
 * <p>Usable alone: this package and its adapters need nothing but the JDK and the persistence provider they serve.
 */
@NullMarked
package dev.muster.jpa;

import org.jspecify.annotations.NullMarked;
