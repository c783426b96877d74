@NullMarked
package dev.muster.jpa.management;

import org.jspecify.annotations.NullMarked;
