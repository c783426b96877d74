/** Locks of the cluster: who may have one, and how one waits for it. */
@NullMarked
package dev.muster.extension.lock;

import org.jspecify.annotations.NullMarked;
