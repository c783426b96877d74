package dev.muster.jpa.coherence;

import dev.muster.jpa.WeavingClassLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** EclipseLink on H2 with woven entities, as application servers have it: what has changed is found in another way. */
class EclipseLinkWovenCoherenceTest {

    private Object rows;

    @BeforeEach
    void load() throws ReflectiveOperationException {
        ClassLoader own = getClass().getClassLoader();
        rows = new WeavingClassLoader(own, getClass().getPackageName())
                .loadClass(EclipseLinkWoven.class.getName())
                .getConstructor()
                .newInstance();
    }

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicNode> rows() {
        return ((Supplier<Stream<DynamicNode>>) rows).get();
    }

    @AfterEach
    void close() throws Exception {
        ((AutoCloseable) rows).close();
    }
}
