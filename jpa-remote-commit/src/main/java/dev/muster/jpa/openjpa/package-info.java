/** Remote commits for OpenJPA 4. Switched on with {@code openjpa.RemoteCommitProvider=muster}. */
@NullMarked
package dev.muster.jpa.openjpa;

import org.jspecify.annotations.NullMarked;
