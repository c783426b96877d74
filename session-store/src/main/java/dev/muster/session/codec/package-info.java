/** How session attributes become bytes and back, and what the session store has to say to operators. */
@NullMarked
package dev.muster.session.codec;

import org.jspecify.annotations.NullMarked;
