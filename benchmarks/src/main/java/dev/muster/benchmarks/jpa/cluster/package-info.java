/** Starts nodes as processes, and the network between them. */
@NullMarked
package dev.muster.benchmarks.jpa.cluster;

import org.jspecify.annotations.NullMarked;
