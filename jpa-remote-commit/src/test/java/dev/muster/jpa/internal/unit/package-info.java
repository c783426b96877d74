@NullMarked
package dev.muster.jpa.internal.unit;

import org.jspecify.annotations.NullMarked;
