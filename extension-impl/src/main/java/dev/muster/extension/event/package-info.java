/** CDI events that travel to all servers through the shared database. */
@NullMarked
package dev.muster.extension.event;

import org.jspecify.annotations.NullMarked;
