package dev.muster.jpa.coherence.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Changed last, so that whoever sees the change has followed all before. */
@Entity
public class Mark {

    /** Of the only one. */
    public static final long ID = 1;

    @Id
    private long id;

    private long round;

    protected Mark() {}

    public Mark(long round) {
        this.id = ID;
        this.round = round;
    }

    public long round() {
        return round;
    }

    public void round(long newRound) {
        round = newRound;
    }
}
