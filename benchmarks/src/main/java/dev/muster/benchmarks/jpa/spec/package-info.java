/** What a node is: the words that the processes and who starts them share. */
@NullMarked
package dev.muster.benchmarks.jpa.spec;

import org.jspecify.annotations.NullMarked;
