/** What an HTTP session store does, for those who write one. */
@NullMarked
package dev.muster.session;

import org.jspecify.annotations.NullMarked;
