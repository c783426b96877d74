/** Figures of a server for MicroProfile Metrics, where the server has it. */
@NullMarked
package dev.muster.extension.metrics;

import org.jspecify.annotations.NullMarked;
