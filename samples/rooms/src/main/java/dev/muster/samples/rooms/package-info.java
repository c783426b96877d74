/** Chat rooms on many servers: a small application that uses everything Muster has. */
@NullMarked
package dev.muster.samples.rooms;

import org.jspecify.annotations.NullMarked;
