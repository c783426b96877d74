/** Real servers, a real database and real clients for tests and demonstrations; knows nothing of Muster itself. */
@NullMarked
package dev.muster.it;

import org.jspecify.annotations.NullMarked;
