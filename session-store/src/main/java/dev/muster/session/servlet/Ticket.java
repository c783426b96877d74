package dev.muster.session.servlet;

/**
 * What a client sends to be known again. Immutable.
 *
 * @param id of its session
 * @param version of the session that it has seen; 0 if it does not say
 */
record Ticket(String id, long version) {}
