package dev.muster.benchmarks.app;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** An attribute that could be changed in place. */
public final class Cart implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<Item> items = new ArrayList<>();

    /** A cart of so many things. */
    public static Cart of(int size) {
        Cart cart = new Cart();
        for (int i = 0; i < size; i++) {
            cart.items.add(new Item("article-" + i, i + 1));
        }
        return cart;
    }

    int pieces() {
        return items.stream().mapToInt(Item::quantity).sum();
    }

    private record Item(String article, int quantity) implements Serializable {}
}
