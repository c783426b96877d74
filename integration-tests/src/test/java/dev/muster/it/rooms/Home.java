package dev.muster.it.rooms;

/**
 * Where a room lives, as one server says.
 *
 * @param server the name of the room's server
 * @param epoch of the grant
 */
record Home(String server, long epoch) {

    static Home parse(String text) {
        int blank = text.lastIndexOf(' ');
        return new Home(text.substring(0, blank), Long.parseLong(text.substring(blank + 1)));
    }

    /** Whether the room was granted anew since. */
    boolean follows(Home before) {
        return epoch > before.epoch;
    }

    @Override
    public String toString() {
        return server + " " + epoch;
    }
}
