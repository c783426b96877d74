package dev.muster.it.rooms;

import jakarta.enterprise.context.ApplicationScoped;

/** A second policy, of which an application can have only one. */
@ApplicationScoped
public class OtherLists extends OwnLists {}
