package com.example.fidelity.listener;

/** Added by code. */
public class AddedListener extends SessionJournal {}
