/** The CDI extension that switches Muster on in a web application. */
@NullMarked
package dev.muster.extension;

import org.jspecify.annotations.NullMarked;
