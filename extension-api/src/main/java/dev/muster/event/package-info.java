/** CDI events that are observed on every server of the cluster. */
@NullMarked
package dev.muster.event;

import org.jspecify.annotations.NullMarked;
