/** Remote commits of JPA caches: Muster compared with what the providers bring. */
@NullMarked
package dev.muster.benchmarks.jpa;

import org.jspecify.annotations.NullMarked;
