/** Who this server is and which servers are there. */
@NullMarked
package dev.muster.server;

import org.jspecify.annotations.NullMarked;
