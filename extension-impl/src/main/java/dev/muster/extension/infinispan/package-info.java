/** Infinispan and JGroups, which tell all servers of a cluster where rooms live. Nobody else uses them. */
@NullMarked
package dev.muster.extension.infinispan;

import org.jspecify.annotations.NullMarked;
