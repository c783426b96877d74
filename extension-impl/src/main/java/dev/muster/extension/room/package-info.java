/** Rooms: which server a room lives on, how its users get there, and who is in it. */
@NullMarked
package dev.muster.extension.room;

import org.jspecify.annotations.NullMarked;
