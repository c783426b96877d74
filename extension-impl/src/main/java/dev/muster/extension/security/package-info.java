/** What the servers of a cluster prove to each other, with the shared database as the root of trust. */
@NullMarked
package dev.muster.extension.security;

import org.jspecify.annotations.NullMarked;
