/** Persistence units of this class loader, the mesh they share, and the meshes that units with own addresses open. */
@NullMarked
package dev.muster.jpa.internal.unit;

import org.jspecify.annotations.NullMarked;
