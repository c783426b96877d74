@NullMarked
package dev.muster.jpa.crossing;

import org.jspecify.annotations.NullMarked;
