/** Of the firings of a method on all servers, lets one run. */
@NullMarked
package dev.muster.extension.schedule;

import org.jspecify.annotations.NullMarked;
