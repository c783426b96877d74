@NullMarked
package dev.muster.jpa.coherence;

import org.jspecify.annotations.NullMarked;
