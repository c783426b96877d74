/** Which servers the shared database knows, and how one claims its place among them. */
@NullMarked
package dev.muster.extension.registry;

import org.jspecify.annotations.NullMarked;
