package dev.muster.jpa.eclipselink;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.unit.UnitStream;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.internal.identitymaps.IdentityMapManager;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.IdentityMapAccessor;
import org.eclipse.persistence.sessions.DataRecord;
import org.jspecify.annotations.Nullable;

/**
 * What {@code EntityManagerFactory.getCache()} and the session's own {@code getIdentityMapAccessor()} lead to: evictions by
 * the application, which the peers hear of. What peers or commits evict takes another way, see {@link SessionEvictor}.
 * Thread-safe.
 */
final class TellingCaches extends IdentityMapAccessor {

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    /** Whether this thread merges a commit, which evicts through the same methods and is told by itself. */
    private static final ThreadLocal<Boolean> MERGING = ThreadLocal.withInitial(() -> false);

    private final transient UnitStream stream;
    private final transient Keys keys;

    private TellingCaches(AbstractSession session, IdentityMapManager maps, UnitStream stream, Keys keys) {
        super(session, maps);
        this.stream = stream;
        this.keys = keys;
    }

    /**
     * Puts one into a session. EclipseLink has no setter for it; where the field cannot be set, or is already something
     * of its own, evictions by the application stay local.
     */
    static void install(AbstractSession session, UnitStream stream, Keys keys) {
        IdentityMapAccessor present = session.getIdentityMapAccessorInstance();
        if (present.getClass() == IdentityMapAccessor.class) {
            set(session, new TellingCaches(session, present.getIdentityMapManager(), stream, keys));
        }
    }

    /** Takes it out of a session. */
    static void remove(AbstractSession session) {
        if (session.getIdentityMapAccessorInstance() instanceof TellingCaches) {
            IdentityMapManager maps = session.getIdentityMapAccessorInstance().getIdentityMapManager();
            set(session, new IdentityMapAccessor(session, maps));
        }
    }

    private static void set(AbstractSession session, IdentityMapAccessor accessor) {
        try {
            Field field = AbstractSession.class.getDeclaredField("identityMapAccessor");
            field.setAccessible(true);
            field.set(session, accessor);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, MeshMessage.EVICTIONS_LOCAL.text(session.getName(), e), e);
        }
    }

    @Override
    public void invalidateObject(@Nullable Object primaryKey, Class<?> theClass, boolean invalidateCluster) {
        super.invalidateObject(primaryKey, theClass, false);
        @Nullable ClassDescriptor descriptor = session.getDescriptor(theClass);
        if (primaryKey != null && descriptor != null) {
            String type = descriptor.getJavaClassName();
            tell(new EvictionBuilder()
                    .entity(type, keys.toShared(descriptor, primaryKey))
                    .build());
        }
    }

    @Override
    public void invalidateObjects(
            Expression selectionCriteria,
            Class<?> theClass,
            DataRecord translationRow,
            boolean shouldInvalidateOnException) {
        super.invalidateObjects(selectionCriteria, theClass, translationRow, shouldInvalidateOnException);
        tellType(theClass);
    }

    @Override
    public void invalidateClass(Class<?> myClass, boolean recurseAndInvalidateToParentRoot) {
        super.invalidateClass(myClass, recurseAndInvalidateToParentRoot);
        tellType(myClass);
    }

    @Override
    public void invalidateAll() {
        tell(Eviction.EVERYTHING);
    }

    @Override
    public void invalidateQueryCache(Class<?> classThatChanged) {
        super.invalidateQueryCache(classThatChanged);
        tell(new EvictionBuilder().queriesOf(classThatChanged.getName()).build());
    }

    @Override
    public void clearQueryCache() {
        super.clearQueryCache();
        session.getDescriptors().keySet().stream()
                .findFirst()
                .ifPresent(any ->
                        tell(new EvictionBuilder().queriesOf(any.getName()).build()));
    }

    @Override
    public void initializeAllIdentityMaps() {
        super.initializeAllIdentityMaps();
        tell(Eviction.EVERYTHING);
    }

    @Override
    public void initializeIdentityMaps() {
        super.initializeIdentityMaps();
        tell(Eviction.EVERYTHING);
    }

    @Override
    public void initializeIdentityMap(Class<?> theClass) {
        super.initializeIdentityMap(theClass);
        tellType(theClass);
    }

    private void tellType(Class<?> type) {
        @Nullable ClassDescriptor descriptor = session.getDescriptor(type);
        if (descriptor == null) {
            tell(Eviction.EVERYTHING);
        } else {
            tell(new EvictionBuilder().type(descriptor.getJavaClassName()).build());
        }
    }

    /** A commit begins or ends to merge. */
    static void merging(boolean begins) {
        if (begins) {
            MERGING.set(true);
        } else {
            MERGING.remove();
        }
    }

    /** Here too: a load that is under way would put back what the application does not want to see any more. */
    private void tell(Eviction eviction) {
        if (!MERGING.get()) {
            stream.evictHere(eviction);
            stream.publish(() -> eviction);
        }
    }
}
