/** Scheduled methods of which the cluster runs one where each server would run its own. */
@NullMarked
package dev.muster.schedule;

import org.jspecify.annotations.NullMarked;
