package dev.muster.jpa.coherence.model;

/** What the subtypes add. */
public interface Extra {

    String extra();

    void extra(String newExtra);
}
