/** The session store on a SQL database. */
@NullMarked
package dev.muster.session.jdbc;

import org.jspecify.annotations.NullMarked;
