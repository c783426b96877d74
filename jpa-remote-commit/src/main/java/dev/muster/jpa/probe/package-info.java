/** The command line of {@code muster-jpa.jar}: asks servers how their links are, and explains why one refuses. */
@NullMarked
package dev.muster.jpa.probe;

import org.jspecify.annotations.NullMarked;
