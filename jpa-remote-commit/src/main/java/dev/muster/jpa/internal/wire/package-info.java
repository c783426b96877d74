/** Frames and their contents, as {@code docs/protocol.md} defines them. Nothing here is Java serialization. */
@NullMarked
package dev.muster.jpa.internal.wire;

import org.jspecify.annotations.NullMarked;
