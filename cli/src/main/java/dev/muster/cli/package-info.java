/** The command line; no other code uses it. */
@NullMarked
package dev.muster.cli;

import org.jspecify.annotations.NullMarked;
