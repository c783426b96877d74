/** From a fresh TCP connection to an authenticated channel of frames. */
@NullMarked
package dev.muster.jpa.internal.link;

import org.jspecify.annotations.NullMarked;
