package dev.muster.session.metrics;

import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;

/**
 * The figures as attributes of a JMX bean, all of type {@code long} and read-only, each with its description. Thread-safe.
 */
final class FiguresBean implements DynamicMBean {

    private final List<Figure> figures;

    FiguresBean(List<Figure> figures) {
        this.figures = List.copyOf(figures);
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        return figures.stream()
                .filter(figure -> figure.attributeName().equals(attribute))
                .findFirst()
                .orElseThrow(() -> new AttributeNotFoundException(attribute))
                .value()
                .getAsLong();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        List<String> wanted = List.of(attributes);
        AttributeList found = new AttributeList();
        figures.stream()
                .filter(figure -> wanted.contains(figure.attributeName()))
                .forEach(figure -> found.add(
                        new Attribute(figure.attributeName(), figure.value().getAsLong())));
        return found;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " is read-only");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) throws ReflectionException {
        throw new ReflectionException(new NoSuchMethodException(action));
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(
                FiguresBean.class.getName(),
                "Sessions of one application on this server",
                figures.stream().map(FiguresBean::describe).toArray(MBeanAttributeInfo[]::new),
                null,
                null,
                null);
    }

    private static MBeanAttributeInfo describe(Figure figure) {
        return new MBeanAttributeInfo(figure.attributeName(), "long", figure.description(), true, false, false);
    }
}
