package com.example.fidelity.listener;

import jakarta.servlet.annotation.WebListener;

/** Found by its annotation. */
@WebListener
public class AnnotatedListener extends StartedJournal {}
