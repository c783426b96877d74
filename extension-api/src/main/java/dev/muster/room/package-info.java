/** Rooms: named units of work that live on exactly one server. */
@NullMarked
package dev.muster.room;

import org.jspecify.annotations.NullMarked;
