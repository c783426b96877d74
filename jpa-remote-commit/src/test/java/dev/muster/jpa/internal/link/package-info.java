@NullMarked
package dev.muster.jpa.internal.link;

import org.jspecify.annotations.NullMarked;
