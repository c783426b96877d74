/** Deletes rows that nobody needs any more. */
@NullMarked
package dev.muster.extension.sweep;

import org.jspecify.annotations.NullMarked;
