/**
 * Locks that one thread of one server of the cluster holds at a time.
 *
 * <p>Locks, schedules and events are packages of their own, since an application that wants one of them need not know the
 * others.
 */
@NullMarked
package dev.muster.lock;

import org.jspecify.annotations.NullMarked;
