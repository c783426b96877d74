package dev.muster.jpa.coherence.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Changed last and always cached, so that whoever sees the change has followed all before. */
@Entity
@Cacheable
public class Mark {

    @Id
    private long id;

    private long round;

    protected Mark() {}

    public Mark(long id) {
        this.id = id;
    }

    public long id() {
        return id;
    }

    public long round() {
        return round;
    }

    public void round(long newRound) {
        round = newRound;
    }
}
