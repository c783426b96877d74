package dev.muster.jpa.eclipselink;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.eclipse.persistence.annotations.Cache;
import org.eclipse.persistence.annotations.CacheCoordinationType;
import org.eclipse.persistence.annotations.CacheType;
import org.eclipse.persistence.config.CacheIsolationType;

/** Entities that EclipseLink keeps, or tells of, in different ways. */
@MappedSuperclass
public abstract class Kept {

    @Id
    private long id;

    private int state;

    protected Kept() {}

    public long id() {
        return id;
    }

    public Kept id(long newId) {
        id = newId;
        return this;
    }

    public int state() {
        return state;
    }

    public void state(int newState) {
        state = newState;
    }

    @Entity(name = "KeptFull")
    @Cache(type = CacheType.FULL)
    public static class Full extends Kept {}

    @Entity(name = "KeptWeak")
    @Cache(type = CacheType.WEAK)
    public static class Weak extends Kept {}

    @Entity(name = "KeptSoft")
    @Cache(type = CacheType.SOFT)
    public static class Soft extends Kept {}

    @Entity(name = "KeptHard")
    @Cache(type = CacheType.HARD_WEAK)
    public static class Hard extends Kept {}

    @Entity(name = "KeptNot")
    @Cache(type = CacheType.NONE)
    public static class Not extends Kept {}

    @Entity(name = "KeptExpiring")
    @Cache(expiry = 3_600_000)
    public static class Expiring extends Kept {}

    @Entity(name = "KeptProtected")
    @Cache(isolation = CacheIsolationType.PROTECTED)
    public static class Protected extends Kept {}

    @Entity(name = "KeptIsolated")
    @Cache(isolation = CacheIsolationType.ISOLATED)
    public static class Isolated extends Kept {}

    @Entity(name = "KeptUntold")
    @Cache(coordinationType = CacheCoordinationType.NONE)
    public static class Untold extends Kept {}

    @Entity(name = "KeptSentWhenNew")
    @Cache(coordinationType = CacheCoordinationType.SEND_NEW_OBJECTS_WITH_CHANGES)
    public static class SentWhenNew extends Kept {}

    @Entity(name = "KeptInvalidated")
    @Cache(coordinationType = CacheCoordinationType.INVALIDATE_CHANGED_OBJECTS)
    public static class Invalidated extends Kept {}
}
