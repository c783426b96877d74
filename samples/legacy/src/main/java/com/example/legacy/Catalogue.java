package com.example.legacy;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** What the shop has, read through JPA's second-level cache. */
@Named
@RequestScoped
public class Catalogue {

    @PersistenceContext(unitName = "legacy")
    private EntityManager entities;

    /** All products in the order of their ids. */
    @Transactional
    public List<Product> getProducts() {
        return entities.createQuery("select p from Product p order by p.id", Product.class)
                .getResultList();
    }

    /** One product, from the cache where it is there. */
    @Transactional
    public Optional<Product> find(long id) {
        return Optional.ofNullable(entities.find(Product.class, id));
    }

    /** Gives a product another price. */
    @Transactional
    public void reprice(long id, int cents) {
        find(id).orElseThrow().setCents(cents);
    }
}
