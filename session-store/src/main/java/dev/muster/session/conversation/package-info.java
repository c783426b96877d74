/** Conversations of CDI over stored sessions: one that began on one server goes on on any other. */
@NullMarked
package dev.muster.session.conversation;

import org.jspecify.annotations.NullMarked;
