/** Single parts under JMH. */
@NullMarked
package dev.muster.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
