/** The demonstration: a database, servers and a balancer on one machine, and a prompt to harm them with. */
@NullMarked
package dev.muster.demo;

import org.jspecify.annotations.NullMarked;
