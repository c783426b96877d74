package com.example.fidelity.listener;

/** Named in web.xml. */
public class DeclaredListener extends StartedJournal {}
