/** The processes under measurement: two servers for each variant and one database for all. */
@NullMarked
package dev.muster.benchmarks.server;

import org.jspecify.annotations.NullMarked;
