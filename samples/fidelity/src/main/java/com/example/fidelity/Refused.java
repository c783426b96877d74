package com.example.fidelity;

/** Has an error page of its own. */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused() {
        super("refused");
    }
}
