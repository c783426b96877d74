@NullMarked
package dev.muster.jpa;

import org.jspecify.annotations.NullMarked;
