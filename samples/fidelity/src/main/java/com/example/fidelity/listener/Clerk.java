package com.example.fidelity.listener;

import jakarta.enterprise.context.ApplicationScoped;

/** Something to be injected. */
@ApplicationScoped
public class Clerk {

    String greeting() {
        return "injected";
    }
}
