package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Named;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** By bytes. Not among the others, because OpenJPA's enhancer refuses such keys. */
@Entity
public class BytesKey extends Named {

    @Id
    @Column(length = 16)
    private byte[] id = new byte[0];

    protected BytesKey() {}

    public BytesKey(byte[] id, String name) {
        super(name);
        this.id = id.clone();
    }
}
