/** Time limits for the session store, and what is known of its outages. */
@NullMarked
package dev.muster.session.guard;

import org.jspecify.annotations.NullMarked;
