package dev.muster.samples.rooms;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** What the pages' scripts and the tests ask, under {@code /api}. */
@ApplicationPath("api")
public class Api extends Application {}
