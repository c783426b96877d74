@NullMarked
package dev.muster.jpa.eclipselink;

import org.jspecify.annotations.NullMarked;
