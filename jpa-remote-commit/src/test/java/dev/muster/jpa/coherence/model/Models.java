package dev.muster.jpa.coherence.model;

import java.util.List;

/** The classes of this package that a persistence unit lists. */
public final class Models {

    public static final List<Class<?>> ALL = List.of(
            Named.class,
            Mark.class,
            Plain.class,
            Versioned.class,
            Keys.LongKey.class,
            Keys.IntKey.class,
            Keys.ShortKey.class,
            Keys.StringKey.class,
            Keys.UuidKey.class,
            Keys.DecimalKey.class,
            Keys.EmbeddedKey.class,
            Keys.Place.class,
            Keys.ClassKey.class,
            Keys.DerivedKey.class,
            SingleTable.class,
            SingleTable.Sub.class,
            Joined.class,
            Joined.Sub.class,
            PerClass.class,
            PerClass.Sub.class,
            Address.class,
            Rich.class,
            Thing.class,
            Holder.class,
            Pairs.Whole.class,
            Pairs.Part.class,
            Pairs.Person.class,
            Pairs.Passport.class,
            Pairs.Student.class,
            Pairs.Course.class);

    private Models() {}
}
