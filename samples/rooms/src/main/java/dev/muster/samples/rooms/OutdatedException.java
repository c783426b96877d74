package dev.muster.samples.rooms;

/** The room was granted anew and its new server has already written: what this one still holds is of the past. */
public class OutdatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutdatedException(String room, long epoch) {
        super("Room '" + room + "' has a later epoch than " + epoch);
    }
}
