package dev.muster.jpa.coherence.model;

import java.util.List;
import java.util.stream.Stream;

/** The classes of this package that a persistence unit lists. By name: they must not be loaded before they are woven. */
public final class Models {

    public static final List<String> ALL = Stream.of(
                    "Named",
                    "Mark",
                    "Plain",
                    "Versioned",
                    "Keys$LongKey",
                    "Keys$IntKey",
                    "Keys$ShortKey",
                    "Keys$StringKey",
                    "Keys$UuidKey",
                    "Keys$DecimalKey",
                    "Keys$EmbeddedKey",
                    "Keys$Place",
                    "Keys$ClassKey",
                    "Keys$DerivedKey",
                    "Keys$RelationKey",
                    "SingleTable",
                    "SingleTable$Sub",
                    "Joined",
                    "Joined$Sub",
                    "PerClass",
                    "PerClass$Sub",
                    "Address",
                    "Rich",
                    "Thing",
                    "Holder",
                    "Pairs$Whole",
                    "Pairs$Part",
                    "Pairs$Person",
                    "Pairs$Passport",
                    "Pairs$Student",
                    "Pairs$Course",
                    "Cached",
                    "Uncached")
            .map(Models::named)
            .toList();

    private Models() {}

    /** Class name of one of them. */
    public static String named(String simpleName) {
        return Models.class.getPackageName() + "." + simpleName;
    }
}
