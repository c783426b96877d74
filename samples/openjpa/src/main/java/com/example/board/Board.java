package com.example.board;

import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The notices, read through OpenJPA's data cache and query cache. */
@RequestScoped
public class Board {

    @PersistenceContext(unitName = "board")
    private EntityManager entities;

    /** Whether the data cache of this server holds the notice. */
    public boolean hasCached(long id) {
        return entities.getEntityManagerFactory().getCache().contains(Notice.class, id);
    }

    /** One notice, from the cache where it is there. */
    @Transactional
    public Optional<Notice> find(long id) {
        return Optional.ofNullable(entities.find(Notice.class, id));
    }

    /** The texts of all notices in the order of their ids; the result is kept in the query cache. */
    @Transactional
    public List<String> texts() {
        return entities.createQuery("select n from Notice n order by n.id", Notice.class).getResultList().stream()
                .map(Notice::getText)
                .toList();
    }

    /** Pins a new notice to the board. */
    @Transactional
    public void pin(long id, String text) {
        entities.persist(new Notice(id, text));
    }

    /** Gives a notice another text. */
    @Transactional
    public void rewrite(long id, String text) {
        find(id).orElseThrow().setText(text);
    }

    /** Gives all notices one text, by a statement that loads none of them. */
    @Transactional
    public int rewriteAll(String text) {
        return entities.createQuery("update Notice n set n.text = :text")
                .setParameter("text", text)
                .executeUpdate();
    }
}
