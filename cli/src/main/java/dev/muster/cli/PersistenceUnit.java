package dev.muster.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What is found about one persistence unit.
 *
 * @param name its name
 * @param provider the provider's name, or its class where Muster does not know it
 * @param switchedOn the provider that is told to send remote commits, or nothing if the unit is left alone
 * @param reason why it is left alone; empty otherwise
 */
record PersistenceUnit(String name, String provider, Optional<JpaProvider> switchedOn, String reason) {

    static PersistenceUnit of(Element unit) {
        var name = unit.getAttribute("name");
        var providerClass = Xml.text(unit, "provider").orElse("");
        var known = JpaProvider.of(providerClass);
        if (known.isEmpty()) {
            return new PersistenceUnit(name, providerClass, Optional.empty(), "Muster has no remote commits for it");
        }
        var provider = known.get();
        return whyNot(unit, provider)
                .map(reason -> new PersistenceUnit(name, provider.title(), Optional.empty(), reason))
                .orElseGet(() -> new PersistenceUnit(name, provider.title(), known, ""));
    }

    private static Optional<String> whyNot(Element unit, JpaProvider provider) {
        var properties = properties(unit);
        var coordination =
                properties.keySet().stream().filter(provider::isCoordination).findFirst();
        if (coordination.isPresent()) {
            var key = coordination.get();
            return Optional.of("it says " + key + "=" + properties.get(key));
        }
        return sharesNothing(unit, properties) ? Optional.of("it has no shared cache") : Optional.empty();
    }

    private static boolean sharesNothing(Element unit, Map<String, String> properties) {
        var mode = Xml.text(unit, "shared-cache-mode").orElse("");
        return mode.equals("NONE")
                || "NONE".equals(properties.get("jakarta.persistence.sharedCache.mode"))
                || "false".equals(properties.get("eclipselink.cache.shared.default"));
    }

    private static Map<String, String> properties(Element unit) {
        var properties = new LinkedHashMap<String, String>();
        Xml.elements(unit, "property").forEach(it -> properties.put(it.getAttribute("name"), it.getAttribute("value")));
        return properties;
    }
}
