package dev.muster.jpa.openjpa;

import org.apache.openjpa.datacache.ConcurrentDataCache;

/** A cache of the application's own class. */
public class OwnDataCache extends ConcurrentDataCache {

    private static final long serialVersionUID = 1L;
}
