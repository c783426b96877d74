package dev.muster.it.rooms;

/**
 * Something that a server did for a room because it believed that it may.
 *
 * <p>Processes of one machine share the monotonic clock, so the times of all servers can be compared.
 *
 * @param before when the check of the grant began, in nanoseconds
 * @param after when the check had said yes
 */
record Act(String room, long epoch, int server, long incarnation, long before, long after) {}
