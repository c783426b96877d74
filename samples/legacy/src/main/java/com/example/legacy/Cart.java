package com.example.legacy;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** The customer's cart, one per session. */
@Named
@SessionScoped
public class Cart implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TreeMap<Long, Integer> piecesByProduct = new TreeMap<>();

    /** Puts one piece of a product into the cart. */
    public void add(long product) {
        piecesByProduct.merge(product, 1, Integer::sum);
    }

    public int getPieces() {
        return piecesByProduct.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Product id to number of pieces. */
    public Map<Long, Integer> content() {
        return Map.copyOf(piecesByProduct);
    }
}
