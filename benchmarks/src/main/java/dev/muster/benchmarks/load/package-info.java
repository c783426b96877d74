/** The clients. */
@NullMarked
package dev.muster.benchmarks.load;

import org.jspecify.annotations.NullMarked;
