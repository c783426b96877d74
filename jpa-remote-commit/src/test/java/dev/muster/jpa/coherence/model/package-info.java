@NullMarked
package dev.muster.jpa.coherence.model;

import org.jspecify.annotations.NullMarked;
