package dev.muster.event;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies a CDI event that observers on every server of the cluster are told of.
 *
 * <pre>
 * &#64;Inject &#64;Clustered Event&lt;PricesChanged&gt; changed;
 * changed.fire(new PricesChanged("eu"));
 *
 * void forget(&#64;Observes &#64;Clustered PricesChanged event) { … }
 * </pre>
 *
 * <p>{@code fire} first stores the event in the shared database, then calls the observers of this server, like any CDI event.
 * The other servers' observers are called soon after, on a thread of Muster, one event after the other: once each, and
 * the events of one server in the order in which they were stored. The payload travels as a {@link ClusterEventCodec}
 * writes it.
 *
 * <p>{@code fire} throws {@code MusterException}, and calls no observer, if the payload's class has no codec or is too
 * large, if the event has further qualifiers, if this server is fenced or the database fails. {@code fireAsync} is not
 * possible.
 */
@Qualifier @Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface Clustered {

    /** For {@code Event.select} and {@code Instance.select}. */
    final class Literal extends AnnotationLiteral<Clustered> implements Clustered {

        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
