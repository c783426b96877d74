/** What every part of Muster shares: coded messages and the root exception. */
@NullMarked
package dev.muster;

import org.jspecify.annotations.NullMarked;
