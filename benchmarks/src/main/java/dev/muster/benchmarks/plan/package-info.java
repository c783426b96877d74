/** What is compared, by which requests, and for how long. */
@NullMarked
package dev.muster.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
