/** Callers whom the container signed in, kept in the stored session: a Jakarta Authentication module around the server's. */
@NullMarked
package dev.muster.session.login;

import org.jspecify.annotations.NullMarked;
