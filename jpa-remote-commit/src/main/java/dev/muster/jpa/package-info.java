/** The mesh: links between servers that carry remote commits to JPA second-level caches. */
@NullMarked
package dev.muster.jpa;

import org.jspecify.annotations.NullMarked;
