/** What the sessions of an application did on this server, in figures: counters, JMX, MicroProfile Metrics. */
@NullMarked
package dev.muster.session.metrics;

import org.jspecify.annotations.NullMarked;
