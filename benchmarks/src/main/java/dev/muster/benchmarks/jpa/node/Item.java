package dev.muster.benchmarks.jpa.node;

/** What is cached and changed. Each provider has a class of its own for it, because OpenJPA changes its byte code. */
interface Item {

    /** Primary key. */
    long id();

    /** What changes. */
    long amount();

    /** Adds one. */
    void increase();
}
