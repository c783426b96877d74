/** What stays in caches when a server or the network fails. */
@NullMarked
package dev.muster.benchmarks.jpa.fault;

import org.jspecify.annotations.NullMarked;
