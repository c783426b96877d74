package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.session.StoredAttribute;
import dev.muster.session.codec.AttributeCodecs;
import dev.muster.session.codec.ImmutableTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one session on this server: decoded when they are read, encoded when they are saved. Guarded by the
 * lock of its session.
 *
 * <p>What counts as a change: an attribute that was set to something whose bytes differ, one that was removed, and one
 * that was read, can change in place, and now encodes to other bytes than when it was first read.
 *
 * <p>A value without anything stored that is no change is one that is kept on this server because it cannot be stored. It
 * stays until the store has an attribute of its name.
 */
final class Attributes {

    private final AttributeCodecs codec;
    private final Conflicts conflicts;
    private final Activation activation;
    private final Map<String, Slot> slots = new HashMap<>();

    Attributes(AttributeCodecs codec, Conflicts conflicts, Activation activation) {
        this.codec = codec;
        this.conflicts = conflicts;
        this.activation = activation;
    }

    @Nullable Object get(String name) {
        Slot slot = slots.get(name);
        return slot == null ? null : read(slot);
    }

    /** Sets an attribute, or removes it if the value is null. */
    void put(String name, @Nullable Object value) {
        Slot slot = slots.computeIfAbsent(name, n -> new Slot());
        slot.value = value;
        slot.digest = null;
        slot.decoded = true;
        slot.written = true;
        slot.encoded = false;
    }

    /** The names of the attributes that this server can read. */
    List<String> names() {
        return entries().stream()
                .filter(e -> read(e.getValue()) != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What has to be written, by name; empty values are removals.
     *
     * @param alone whether no other request of this server may be changing values at this moment. If one may, a value
     *     that cannot be encoded right now is left to that request.
     */
    Map<String, Optional<StoredAttribute>> changes(boolean alone) {
        if (isUntouched()) {
            return Map.of();
        }
        Map<String, Optional<StoredAttribute>> changes = new HashMap<>();
        entries().forEach(entry -> {
            Slot slot = entry.getValue();
            if (slot.written) {
                addWritten(changes, entry.getKey(), slot);
            } else if (slot.watched) {
                addMutated(changes, entry.getKey(), slot, alone);
            }
        });
        return changes;
    }

    /** Of most requests, and so worth a look that costs nothing. */
    private boolean isUntouched() {
        for (Slot slot : slots.values()) {
            if (slot.written || slot.watched) {
                return false;
            }
        }
        return true;
    }

    /** Values that are decoded or encoded may hear of it, and set attributes then. */
    private List<Map.Entry<String, Slot>> entries() {
        return List.copyOf(slots.entrySet());
    }

    /** The changes are in the store now. */
    void saved(Map<String, Optional<StoredAttribute>> changes) {
        if (isUntouched()) {
            return;
        }
        slots.forEach((name, slot) -> {
            Optional<StoredAttribute> change = changes.get(name);
            if (change != null) {
                change.ifPresent(codec::learn);
                slot.stored = change.orElse(null);
                slot.digest = change.map(StoredAttribute::digest).orElse(null);
            }
            if (change != null || slot.encoded) {
                slot.written = false;
                slot.encoded = false;
                watch(slot);
            }
        });
        slots.values().removeIf(Slot::isEmpty);
    }

    /**
     * The store has newer attributes than those that were changed here: takes over the others.
     *
     * @param changes made here since the last save
     * @return the same changes as they have to be made to the newer attributes
     */
    Map<String, Optional<StoredAttribute>> rebase(
            Map<String, StoredAttribute> fresh, Map<String, Optional<StoredAttribute>> changes) {
        Map<String, Optional<StoredAttribute>> rebased = new HashMap<>(changes);
        changes.forEach((name, mine) -> resolve(name, mine, fresh.get(name), rebased));
        Set<String> names = new HashSet<>(slots.keySet());
        names.addAll(fresh.keySet());
        for (String name : names) {
            Slot slot = slots.computeIfAbsent(name, n -> new Slot());
            StoredAttribute stored = fresh.get(name);
            if (!changes.containsKey(name) && !Objects.equals(slot.stored, stored)) {
                slot.forget();
            }
            slot.stored = stored;
        }
        slots.values().removeIf(Slot::isEmpty);
        return rebased;
    }

    private void resolve(
            String name,
            Optional<StoredAttribute> mine,
            @Nullable StoredAttribute theirs,
            Map<String, Optional<StoredAttribute>> rebased) {
        Slot slot = slots.computeIfAbsent(name, n -> new Slot());
        if (Objects.equals(slot.stored, theirs) || Objects.equals(mine.orElse(null), theirs)) {
            return;
        }
        Object resolved = conflicts.resolve(
                name,
                slot.value,
                () -> theirs == null ? null : codec.decode(theirs).orElse(null));
        if (resolved != slot.value) {
            put(name, resolved);
            rebased.put(name, Optional.ofNullable(resolved).flatMap(value -> codec.encodeOrKeep(name, value)));
        }
    }

    /** Whether a value is kept here alone. */
    boolean hasLocalValues() {
        return slots.values().stream().anyMatch(slot -> slot.value != null && slot.stored == null && !slot.written);
    }

    /** No request is using the session: values that were read need no more watching until they are read again. */
    void idle() {
        slots.values().forEach(slot -> slot.watched = false);
    }

    private @Nullable Object read(Slot slot) {
        StoredAttribute stored = slot.stored;
        boolean fresh = !slot.decoded && stored != null;
        if (!slot.decoded && stored != null) {
            slot.value = codec.decode(stored).orElse(null);
            slot.decoded = true;
        }
        if (slot.value != null && !slot.written && !slot.watched) {
            watch(slot);
        }
        if (fresh) {
            activation.activated(slot.value);
        }
        return slot.value;
    }

    /**
     * The digest is taken of what this server makes of the value, not of the stored bytes: equal collections may encode
     * to other bytes on another server.
     */
    private void watch(Slot slot) {
        StoredAttribute stored = slot.stored;
        if (slot.value == null || stored == null || ImmutableTypes.contain(slot.value)) {
            return;
        }
        if (slot.digest == null) {
            slot.digest = digestOf(stored.name(), slot.value);
        }
        slot.watched = true;
    }

    /** A value that was read but cannot be encoded again counts as changed, and says why when it is saved. */
    private String digestOf(String name, Object value) {
        try {
            return codec.encode(name, value).digest();
        } catch (MusterException e) {
            return "";
        }
    }

    /** The value stays in use here, so it is told that it is active again. */
    private Optional<StoredAttribute> encode(String name, Object value) {
        activation.passivating(value);
        try {
            return codec.encodeOrKeep(name, value);
        } finally {
            activation.activated(value);
        }
    }

    private void addWritten(Map<String, Optional<StoredAttribute>> changes, String name, Slot slot) {
        slot.encoded = true;
        if (slot.value == null) {
            if (slot.stored != null) {
                changes.put(name, Optional.empty());
            }
            return;
        }
        Optional<StoredAttribute> encoded = encode(name, slot.value);
        if (encoded.equals(Optional.ofNullable(slot.stored))) {
            slot.digest = encoded.map(StoredAttribute::digest).orElse(null);
        } else {
            changes.put(name, encoded);
        }
    }

    private void addMutated(Map<String, Optional<StoredAttribute>> changes, String name, Slot slot, boolean alone) {
        if (slot.value == null || slot.digest == null) {
            return;
        }
        try {
            Optional<StoredAttribute> encoded = encode(name, slot.value);
            if (!encoded.map(StoredAttribute::digest).equals(Optional.of(slot.digest))) {
                changes.put(name, encoded);
            }
        } catch (MusterException e) {
            if (alone) {
                throw e;
            }
        }
    }

    /** An attribute that was decoded without a value is one that this server cannot read, unless it was removed here. */
    private static final class Slot {
        @Nullable StoredAttribute stored;

        @Nullable Object value;

        @Nullable String digest;

        boolean decoded;
        boolean written;
        boolean encoded;
        boolean watched;

        boolean isEmpty() {
            return !written && stored == null && value == null;
        }

        void forget() {
            value = null;
            digest = null;
            decoded = false;
            written = false;
            encoded = false;
            watched = false;
        }
    }
}
