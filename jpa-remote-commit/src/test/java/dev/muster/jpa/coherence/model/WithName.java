package dev.muster.jpa.coherence.model;

/** What shows whether an entity is fresh. */
public interface WithName {

    String name();
}
