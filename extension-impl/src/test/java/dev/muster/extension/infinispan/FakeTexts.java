package dev.muster.extension.infinispan;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A cache that reaches whom a test says. */
final class FakeTexts implements SharedTexts {

    final Map<String, String> texts = new ConcurrentHashMap<>();
    volatile Set<Long> members = Set.of(1L);
    volatile boolean closed;

    @Override
    public String address() {
        return "127.0.0.1:7800";
    }

    @Override
    public Set<Long> members() {
        return members;
    }

    @Override
    public String get(String key) {
        return texts.get(key);
    }

    @Override
    public CompletionStage<?> put(String key, String value) {
        texts.put(key, value);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {
        closed = true;
    }
}
