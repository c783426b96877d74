/** The rules by which rooms are placed on servers, chosen by {@code muster.rooms.placement}. */
@NullMarked
package dev.muster.extension.placement;

import org.jspecify.annotations.NullMarked;
