/** What the parts of one server of a cluster are built from. */
@NullMarked
package dev.muster.extension.context;

import org.jspecify.annotations.NullMarked;
