@NullMarked
package dev.muster.jpa.probe;

import org.jspecify.annotations.NullMarked;
