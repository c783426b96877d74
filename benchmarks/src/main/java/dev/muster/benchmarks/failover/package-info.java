/** How long a room is without a server after its server was killed. */
@NullMarked
package dev.muster.benchmarks.failover;

import org.jspecify.annotations.NullMarked;
