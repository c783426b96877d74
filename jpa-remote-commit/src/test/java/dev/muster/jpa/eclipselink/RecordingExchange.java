package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.Eviction;
import java.util.ArrayList;
import java.util.List;

/** A mesh that remembers what it is told. */
final class RecordingExchange implements CommitExchange {

    private final List<Eviction> told = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    @Override
    public Attachment attach(String unit, CacheGuard cache) {
        return new Attachment() {
            @Override
            public void publish(Eviction eviction, Delivery delivery) {
                told.add(eviction);
                deliveries.add(delivery);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Delivery delivery() {
        return Delivery.ASYNC;
    }

    @Override
    public String description() {
        return "recorded";
    }

    /** What was told since the last call, each as text: types, the number of their keys, and {@code *} for all. */
    List<String> told() {
        List<String> texts = told.stream().map(RecordingExchange::text).toList();
        told.clear();
        return texts;
    }

    Delivery lastDelivery() {
        return deliveries.get(deliveries.size() - 1);
    }

    private static String text(Eviction eviction) {
        if (eviction.everything()) {
            return "everything";
        }
        return String.join(
                " ",
                eviction.types().stream()
                        .map(type -> type.entityType().replaceAll(".*[.$]", "")
                                + (type.all()
                                        ? "*"
                                        : type.keys().stream()
                                                .map(key -> key.parts())
                                                .toList()))
                        .sorted()
                        .toList());
    }
}
