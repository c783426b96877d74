/** Where CDI and the web container meet Muster; whatever they start is in plain classes elsewhere. */
@NullMarked
package dev.muster.extension.boot;

import org.jspecify.annotations.NullMarked;
