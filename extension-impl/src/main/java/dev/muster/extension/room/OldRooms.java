package dev.muster.extension.room;

/** Deletes what is kept of rooms that nobody needs any more. Thread-safe. */
public final class OldRooms {

    private final OldRoomStore store;

    /** In this store. */
    public OldRooms(OldRoomStore store) {
        this.store = store;
    }

    /**
     * Deletes some rows.
     *
     * @return how many; 0 if there are no more
     */
    public int deleteSome() {
        int leftovers = store.deleteLeftovers();
        return leftovers + (int) store.over().stream().filter(store::delete).count();
    }
}
