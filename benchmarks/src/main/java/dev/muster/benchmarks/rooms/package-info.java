/** How evenly rooms are placed, and what looking them up, granting them and claiming ids costs. */
@NullMarked
package dev.muster.benchmarks.rooms;

import org.jspecify.annotations.NullMarked;
