@NullMarked
package dev.muster.jpa.internal.mesh;

import org.jspecify.annotations.NullMarked;
