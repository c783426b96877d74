@NullMarked
package dev.muster.jpa.internal.wire;

import org.jspecify.annotations.NullMarked;
