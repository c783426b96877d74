/** One server with a JPA cache, as a process of its own. */
@NullMarked
package dev.muster.benchmarks.jpa.node;

import org.jspecify.annotations.NullMarked;
