/** The settings of one application: a catalogue, where they come from, and their validation. */
@NullMarked
package dev.muster.config;

import org.jspecify.annotations.NullMarked;
