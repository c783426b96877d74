/** Session attributes encrypted before they reach the store. */
@NullMarked
package dev.muster.session.encryption;

import org.jspecify.annotations.NullMarked;
