/** One server of a cluster: everything that is started and stopped together. */
@NullMarked
package dev.muster.extension.node;

import org.jspecify.annotations.NullMarked;
