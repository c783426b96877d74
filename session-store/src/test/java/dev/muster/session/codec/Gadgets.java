package dev.muster.session.codec;

import com.mchange.v2.c3p0.impl.PoolBackedDataSourceBase;
import com.sun.syndication.feed.impl.ToStringBean;
import java.beans.PropertyChangeSupport;
import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Vector;
import java.util.function.Supplier;
import org.apache.commons.beanutils.BeanComparator;
import org.codehaus.groovy.runtime.ConvertedClosure;
import org.codehaus.groovy.runtime.MethodClosure;
import org.springframework.aop.aspectj.SingletonAspectInstanceFactory;
import org.springframework.aop.framework.AdvisedSupport;

/** Published payloads, by name, each with a {@link Bomb} or something harmless where the command of the system would be. */
public final class Gadgets {

    private Gadgets() {}

    /** All of them. */
    @SuppressWarnings("JdkObsolete")
    public static Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put(
                "CommonsCollections 3: HashSet, TiedMapEntry, LazyMap, InvokerTransformer",
                Gadgets::commonsCollections3);
        all.put(
                "CommonsCollections 4: PriorityQueue, TransformingComparator, InvokerTransformer",
                Gadgets::commonsCollections4);
        all.put("CommonsCollections: InstantiateTransformer", Gadgets::instantiating);
        all.put("CommonsBeanutils: PriorityQueue, BeanComparator", Gadgets::beanutils);
        all.put(
                "TemplatesImpl of the JDK",
                () -> Forge.blank("com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl"));
        all.put("TemplatesImpl of Xalan", () -> templates("org.apache.xalan.xsltc.trax.TemplatesImpl"));
        all.put("Groovy: ConvertedClosure", Gadgets::groovy);
        all.put("ROME: ToStringBean", () -> new ArrayList<>(List.of(new ToStringBean(Bomb.class, new Bomb()))));
        all.put("C3P0: PoolBackedDataSource", Gadgets::c3p0);
        all.put("Spring: MethodInvokeTypeProvider", Gadgets::springCore);
        all.put("Spring: ObjectFactoryDelegatingInvocationHandler", Gadgets::springBeans);
        all.put("Spring: JdkDynamicAopProxy with AspectJ advice", Gadgets::springAop);
        all.put("BadAttributeValueExpException", Gadgets::badAttribute);
        all.put("AnnotationInvocationHandler", Gadgets::annotationHandler);
        all.put("RMI: RemoteObjectInvocationHandler", Gadgets::rmiProxy);
        all.put("JRMP: UnicastRemoteObject", Gadgets::jrmp);
        all.put("RMI: MarshalledObject", () -> Forge.blank("java.rmi.MarshalledObject"));
        all.put("SignedObject", () -> Forge.blank("java.security.SignedObject"));
        all.put("JdbcRowSetImpl", () -> Forge.blank("com.sun.rowset.JdbcRowSetImpl"));
        all.put(
                "LDAP attribute",
                () -> Forge.with(Forge.blank("com.sun.jndi.ldap.LdapAttribute"), "values", new Vector<>()));
        all.put("XString of the JDK", () -> Forge.blank("com.sun.org.apache.xpath.internal.objects.XString"));
        all.put("UIDefaults beside others", Gadgets::swing);
        all.put("URLDNS: HashMap, URL", Gadgets::urlDns);
        all.put("nested in a class of the application", () -> new Envelope("innocent", commonsCollections3()));
        all.put("nested in a proxy of the application", Gadgets::nestedInProxy);
        return all;
    }

    /** The bytes of one. */
    public static byte[] payload(String name) {
        return Forge.bytes(all().get(name).get());
    }

    /** Those that do their work on this JDK without any further class. */
    static List<String> live() {
        return all().keySet().stream()
                .filter(name ->
                        (name.startsWith("Commons") && name.contains(",")) || name.startsWith("nested in a class"))
                .toList();
    }

    static Object commonsCollections3() {
        var invoker = new org.apache.commons.collections.functors.InvokerTransformer(
                "invoke", new Class<?>[] {Object.class, Object[].class}, new Object[] {null, new Object[0]});
        var finder = new org.apache.commons.collections.functors.InvokerTransformer(
                "getMethod", new Class<?>[] {String.class, Class[].class}, new Object[] {"explode", new Class<?>[0]});
        var chain = new org.apache.commons.collections.functors.ChainedTransformer(
                new org.apache.commons.collections.Transformer[] {
                    new org.apache.commons.collections.functors.ConstantTransformer(Bomb.class), finder, invoker
                });
        Map<?, ?> lazy = org.apache.commons.collections.map.LazyMap.decorate(new HashMap<>(), chain);
        var entry = new org.apache.commons.collections.keyvalue.TiedMapEntry(new HashMap<>(), "key");
        Set<Object> set = new HashSet<>(Set.of(entry));
        Forge.with(entry, "map", lazy);
        return set;
    }

    private static Object commonsCollections4() {
        var harmless = new org.apache.commons.collections4.functors.ConstantTransformer<Bomb, String>("");
        var comparator = new org.apache.commons.collections4.comparators.TransformingComparator<>(harmless);
        PriorityQueue<Bomb> queue = new PriorityQueue<>(2, comparator);
        queue.addAll(List.of(new Bomb(), new Bomb()));
        Object invoker = org.apache.commons.collections4.functors.InvokerTransformer.invokerTransformer("getFuse");
        Forge.with(comparator, "transformer", invoker);
        return queue;
    }

    private static Object instantiating() {
        return new org.apache.commons.collections.functors.InstantiateTransformer(
                new Class<?>[] {String.class}, new Object[] {"x"});
    }

    private static Object beanutils() {
        BeanComparator<Bomb> comparator = new BeanComparator<>(null, Comparator.<Bomb>naturalOrder());
        PriorityQueue<Bomb> queue = new PriorityQueue<>(2, comparator);
        queue.addAll(List.of(new Bomb(), new Bomb()));
        comparator.setProperty("fuse");
        return queue;
    }

    private static Object templates(String className) {
        Object templates = Forge.blank(className);
        Forge.with(templates, "_bytecodes", new byte[][] {{(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe}});
        return Forge.with(templates, "_name", "Pwned");
    }

    private static Object groovy() {
        MethodClosure closure = new MethodClosure(new Bomb(), "getFuse");
        return Proxy.newProxyInstance(
                Gadgets.class.getClassLoader(),
                new Class<?>[] {Comparator.class},
                new ConvertedClosure(closure, "compare"));
    }

    private static Object c3p0() {
        PoolBackedDataSourceBase source =
                (PoolBackedDataSourceBase) Forge.blank(PoolBackedDataSourceBase.class.getName());
        return Forge.with(source, "pcs", new PropertyChangeSupport(source));
    }

    private static Object springCore() {
        return Forge.blank("org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider");
    }

    private static Object springBeans() {
        return Proxy.newProxyInstance(
                Gadgets.class.getClassLoader(),
                new Class<?>[] {Comparator.class},
                (InvocationHandler)
                        Forge.blank(
                                "org.springframework.beans.factory.support.AutowireUtils$ObjectFactoryDelegatingInvocationHandler"));
    }

    private static Object springAop() {
        Object aspect = new SingletonAspectInstanceFactory(new Bomb());
        AdvisedSupport advised = new AdvisedSupport(Comparator.class);
        advised.setTarget(new Bomb());
        return new ArrayList<>(List.of(advised, aspect));
    }

    private static Object badAttribute() {
        Object exception = Forge.blank("javax.management.BadAttributeValueExpException");
        Forge.with(exception, "stackTrace", new StackTraceElement[0]);
        Forge.with(exception, "suppressedExceptions", List.of());
        return Forge.with(exception, "val", new ToStringBean(Bomb.class, new Bomb()));
    }

    private static Object annotationHandler() {
        Object handler = Forge.blank("sun.reflect.annotation.AnnotationInvocationHandler");
        Forge.with(handler, "type", Retention.class);
        Forge.with(handler, "memberValues", new HashMap<>());
        return Proxy.newProxyInstance(
                Gadgets.class.getClassLoader(), new Class<?>[] {Map.class}, (InvocationHandler) handler);
    }

    private static Object rmiProxy() {
        Object reference = Forge.blank("java.rmi.server.RemoteObjectInvocationHandler");
        Forge.with(reference, "ref", sunReference());
        return Proxy.newProxyInstance(
                Gadgets.class.getClassLoader(), new Class<?>[] {Comparator.class}, (InvocationHandler) reference);
    }

    private static Object jrmp() {
        return Forge.with(Forge.blank("java.rmi.server.UnicastRemoteObject"), "ref", sunReference());
    }

    private static Object sunReference() {
        Object live = Forge.blank("sun.rmi.transport.LiveRef");
        Object endpoint = Forge.blank("sun.rmi.transport.tcp.TCPEndpoint");
        Forge.with(endpoint, "host", "127.0.0.1");
        Forge.with(endpoint, "port", 9);
        Forge.with(live, "ep", endpoint);
        Forge.with(live, "id", new java.rmi.server.ObjID(0));
        return Forge.with(Forge.blank("sun.rmi.server.UnicastRef"), "ref", live);
    }

    private static Object swing() {
        return new ArrayList<>(List.of("before", new javax.swing.UIDefaults(), "after"));
    }

    @SuppressWarnings("URLEqualsHashCode")
    static Object urlDns() {
        try {
            URL url = new URL("http://gadget.invalid/");
            Map<URL, String> map = new HashMap<>();
            Forge.with(url, "hashCode", 1);
            map.put(url, "value");
            Forge.with(url, "hashCode", -1);
            return map;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object nestedInProxy() {
        return Proxy.newProxyInstance(
                Gadgets.class.getClassLoader(), new Class<?>[] {Comparator.class}, new Handler(commonsCollections3()));
    }

    private record Envelope(String name, Object content) implements Serializable {}

    private record Handler(Object content) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return null;
        }
    }
}
