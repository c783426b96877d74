/** What every part of Muster shares: its messages and its one exception. */
@NullMarked
package dev.muster;

import org.jspecify.annotations.NullMarked;
