/** The application whose sessions are measured; it knows nothing of where they are kept. */
@NullMarked
package dev.muster.benchmarks.app;

import org.jspecify.annotations.NullMarked;
