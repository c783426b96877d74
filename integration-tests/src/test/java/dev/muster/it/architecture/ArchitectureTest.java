package dev.muster.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds what the design says about who may use whom. */
class ArchitectureTest {
    private static final Pattern INTERNAL = Pattern.compile("(.+?)\\.internal(\\..*)?");

    private static final String SHIRO_SESSIONS = "dev.muster.session.shiro";
    private static final String KRYO_CODEC = "dev.muster.session.kryo";

    private static final String[] JDK_AND_SERVER = {
        "", // arrays and primitives
        "java..",
        "javax.crypto..",
        "javax.management..",
        "javax.naming..",
        "javax.net..",
        "javax.security..",
        "javax.sql..",
        "javax.xml..",
        "org.w3c.dom..",
        "org.xml.sax..",
        "jakarta..",
        "org.eclipse.microprofile..",
        "org.jspecify..",
        "dev.muster.."
    };

    private static final JavaClasses OURS = OurClasses.ALL;

    @Test
    void everyClass_belongsToAModule() {
        assertThat(OURS)
                .allSatisfy(type -> assertThat(Part.owning(type.getPackageName()))
                        .as("the module that owns %s", type.getPackageName())
                        .isPresent());
    }

    /** Without this, a module missing from the class path would pass every other rule. */
    @Test
    void everyModule_isSeen() {
        assertThat(OURS.stream()
                        .map(type -> Part.owning(type.getPackageName()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Part.values());
    }

    @Test
    void modules_useOnlyThoseBelow() {
        classes()
                .should(useOnly("modules that they may use", ArchitectureTest::mayUse))
                .check(OURS);
    }

    @Test
    void internalPackages_areUsedOnlyInsideTheirFeature() {
        classes()
                .should(useOnly("internals of their own feature", ArchitectureTest::publicOrSameFeature))
                .check(OURS);
    }

    @Test
    void whatGoesIntoAnyWar_needsOnlyTheJdkAndTheServer() {
        classes()
                .that(belongTo(Part.API, Part.SESSION_STORE)
                        .and(DescribedPredicate.not(residesIn(SHIRO_SESSIONS, KRYO_CODEC))))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(JDK_AND_SERVER)
                .check(OURS);
    }

    /** Applications without Shiro never load that package. */
    @Test
    void shiro_isUsedByItsOwnPackageAlone() {
        classes()
                .that(belongTo(Part.SESSION_STORE).and(DescribedPredicate.not(residesIn(SHIRO_SESSIONS))))
                .should(useOnly(
                        "no Shiro",
                        (user, used) ->
                                !residesIn("org.apache.shiro..", SHIRO_SESSIONS).test(used)))
                .check(OURS);
    }

    /** Applications without Kryo never load that package. */
    @Test
    void kryo_isUsedByItsOwnPackageAlone() {
        classes()
                .that(belongTo(Part.SESSION_STORE).and(DescribedPredicate.not(residesIn(KRYO_CODEC))))
                .should(useOnly(
                        "no Kryo",
                        (user, used) ->
                                !residesIn("com.esotericsoftware..", KRYO_CODEC).test(used)))
                .check(OURS);
    }

    @Test
    void jpaRemoteCommit_needsOnlyTheJdkAndThePersistenceProviders() {
        classes()
                .that(belongTo(Part.JPA))
                .should()
                .onlyDependOnClassesThat(
                        residesIn(JDK_AND_SERVER).or(residesIn("org.eclipse.persistence..", "org.apache.openjpa..")))
                .check(OURS);
    }

    /** Whoever reads a package can stop somewhere. The mesh is left out: its interfaces make what is internal. */
    @Test
    void packages_useEachOtherInOneDirection() {
        slices().matching("dev.muster.(**)")
                .should()
                .beFreeOfCycles()
                .check(OURS.that(DescribedPredicate.not(residesIn("dev.muster.jpa.."))));
    }

    private static boolean mayUse(JavaClass user, JavaClass used) {
        Optional<Part> owner = Part.owning(used.getPackageName());
        Optional<Part> from = Part.owning(user.getPackageName());
        return owner.isEmpty() || from.isEmpty() || from.get().mayUse().contains(owner.get());
    }

    private static boolean publicOrSameFeature(JavaClass user, JavaClass used) {
        Matcher internal = INTERNAL.matcher(used.getPackageName());
        if (!used.getPackageName().startsWith("dev.muster") || !internal.matches()) {
            return true;
        }
        String from = user.getPackageName();
        String feature = internal.group(1);
        return (from.equals(feature) || from.startsWith(feature + "."))
                && Part.owning(from).equals(Part.owning(used.getPackageName()));
    }

    private static ArchCondition<JavaClass> useOnly(String what, BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("use only " + what) {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    if (!allowed.test(user, dependency.getTargetClass().getBaseComponentType())) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static DescribedPredicate<JavaClass> belongTo(Part... parts) {
        return DescribedPredicate.describe(
                "belong to " + Arrays.toString(parts),
                type -> Part.owning(type.getPackageName())
                        .filter(Arrays.asList(parts)::contains)
                        .isPresent());
    }

    private static DescribedPredicate<JavaClass> residesIn(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }
}
