/** What is measured, and the report of it. */
@NullMarked
package dev.muster.benchmarks.jpa.measure;

import org.jspecify.annotations.NullMarked;
