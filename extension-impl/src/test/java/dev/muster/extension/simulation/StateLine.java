package dev.muster.extension.simulation;

import java.util.Optional;

/** State that was left for a grant; without payload it stands for none. Immutable. */
record StateLine(String room, long epoch, Optional<byte[]> payload) {}
