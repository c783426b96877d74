/** The shared database: data source, dialect, clock, transactions and schema scripts. */
@NullMarked
package dev.muster.sql;

import org.jspecify.annotations.NullMarked;
