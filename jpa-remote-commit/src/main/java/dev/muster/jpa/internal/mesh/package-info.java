/** Links, streams and the threads that serve them. */
@NullMarked
package dev.muster.jpa.internal.mesh;

import org.jspecify.annotations.NullMarked;
