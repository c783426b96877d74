/** Remote commits for EclipseLink 4. Switched on with {@code eclipselink.cache.coordination.protocol}. */
@NullMarked
package dev.muster.jpa.eclipselink;

import org.jspecify.annotations.NullMarked;
