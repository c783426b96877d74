/** Session attributes by Kryo, for applications that bring its library. */
@NullMarked
package dev.muster.session.kryo;

import org.jspecify.annotations.NullMarked;
