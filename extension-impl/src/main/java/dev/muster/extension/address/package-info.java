/** Finds out under which address and port a server is reached. */
@NullMarked
package dev.muster.extension.address;

import org.jspecify.annotations.NullMarked;
