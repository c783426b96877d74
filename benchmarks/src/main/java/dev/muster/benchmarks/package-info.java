/** The benchmarks and their one command. */
@NullMarked
package dev.muster.benchmarks;

import org.jspecify.annotations.NullMarked;
