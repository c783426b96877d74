/** The servlet side: the first filter, the session that replaces the container's, its cookie and its listeners. */
@NullMarked
package dev.muster.session.servlet;

import org.jspecify.annotations.NullMarked;
