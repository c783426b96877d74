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

    /** Whether the second-level cache of this server holds the product. */
    public boolean hasCached(long id) {
        return entities.getEntityManagerFactory().getCache().contains(Product.class, id);
    }

    /** The names of all products in the order of their ids; the result is kept in the query cache. */
    @Transactional
    public List<String> names() {
        return entities.createNamedQuery(Product.ALL, Product.class).getResultList().stream()
                .map(Product::getName)
                .toList();
    }

    /** Puts a new product on the shelf. */
    @Transactional
    public void add(long id, String name) {
        entities.persist(new Product(id, name));
    }

    /** Gives a product another name. */
    @Transactional
    public void rename(long id, String name) {
        find(id).orElseThrow().setName(name);
    }

    /** Gives all products one name, by a statement that loads none of them. */
    @Transactional
    public int renameAll(String name) {
        return entities.createQuery("update Product p set p.name = :name")
                .setParameter("name", name)
                .executeUpdate();
    }
}
