/** Commits as the mesh sees them: what to evict, whose caches to evict from, and who connects the two. */
@NullMarked
package dev.muster.jpa.internal.commit;

import org.jspecify.annotations.NullMarked;
