/** Spring Session JDBC, put into the application as its documentation says. */
@NullMarked
package dev.muster.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
