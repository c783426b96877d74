package com.example.login.mechanism;

import java.io.Serializable;
import java.security.Principal;

/** A caller who has a seat. */
public record Visitor(String getName, String seat) implements Principal, Serializable {}
