package dev.muster.jpa.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Await;
import dev.muster.jpa.coherence.model.Mark;
import java.util.function.BooleanSupplier;

/**
 * A unit of its own beside those of the rows, on the same links: what is sent over a link is followed in order, so whoever
 * sees a mark has followed all that was sent before. What it evicts touches no cache that a row looks at.
 */
final class Marks implements AutoCloseable {

    static final String UNIT = "marks";

    private final Server here;
    private final Server there;
    private final long id = Row.newId();
    private long round;
    private boolean lost;

    /** Returns when the two servers are connected. */
    Marks(Server truth, Server here, Server there) {
        this.here = here;
        this.there = there;
        truth.commit(em -> em.persist(new Mark(id)));
        await("connected", () -> {
            roundSeenByPeer();
            raise();
            return roundSeenByPeer() == round;
        });
        settle();
    }

    /** Returns when the peer has followed everything that was committed here before. */
    void settle() {
        assertThat(lost)
                .as("marks were lost before, and the rows after it are not tried")
                .isFalse();
        lost = true;
        await("the mark in the cache of the peer", this::isCachedByPeer);
        raise();
        await("round " + round, () -> roundSeenByPeer() == round);
        lost = false;
    }

    private boolean isCachedByPeer() {
        return roundSeenByPeer() == round && there.cache().contains(Mark.class, id);
    }

    private void raise() {
        round++;
        here.commit(em -> em.find(Mark.class, id).round(round));
    }

    private long roundSeenByPeer() {
        return there.read(reader -> reader.find(Mark.class, id).round());
    }

    private static void await(String what, BooleanSupplier condition) {
        try {
            Await.until(what, condition);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        there.close();
        here.close();
    }
}
