/** How fast requests are answered, and with how much work. */
@NullMarked
package dev.muster.benchmarks.time;

import org.jspecify.annotations.NullMarked;
