package com.example.fidelity.listener;

/** Named in a web fragment. */
public class FragmentListener extends StartedJournal {}
