@NullMarked
package dev.muster.jpa.openjpa;

import org.jspecify.annotations.NullMarked;
