/** What requests cost: CPU time, and what crosses the wire to the database. */
@NullMarked
package dev.muster.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
