package org.holdfast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {

  private static final JavaClasses ALL = Module.all();

  /** The dependency table of the design: what a module may use of the others. */
  private static final Map<Module, List<String>> MAY_USE =
      Map.of(
          Module.DOMAIN, List.of(),
          Module.PERSISTENCE, List.of("org.holdfast.domain"),
          Module.RESOURCE_ADAPTER, List.of("org.holdfast.domain.hsm", "org.holdfast.domain.secret"),
          Module.EJB, List.of("org.holdfast.domain"),
          Module.WEB, List.of("org.holdfast.domain", "org.holdfast.ejb"),
          Module.CLI, List.of("org.holdfast.domain", "org.holdfast.ra"));

  private static final Map<Module, List<String>> MUST_NOT_USE =
      Map.of(
          Module.WEB, List.of("org.holdfast.domain.hsm"),
          // The adapter without a container is one class; the rest of it is the container's.
          Module.CLI, List.of("org.holdfast.ra.cryptoki"));

  @ParameterizedTest
  @EnumSource
  void modules_each_contributesItsClasses(Module module) {
    assertThat(ALL.stream().filter(module::has).count())
        .isGreaterThanOrEqualTo(module.leastClasses());
  }

  @Test
  void modules_all_haveNoClassInAnotherPackage() {
    assertThat(ALL.stream().filter(type -> moduleOf(type) == null)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void dependencies_eachModule_areThoseOfTheTable(Module module) {
    noClasses()
        .that(module.areItsOwn())
        .should()
        .dependOnClassesThat(areForbiddenTo(module))
        .because("the dependency table of the design says so")
        .check(ALL);
  }

  /** An arrow that nothing follows would mean that the rule above looks at the wrong packages. */
  @ParameterizedTest
  @EnumSource
  void dependencies_eachModule_useWhatTheTableAllows(Module module) {
    for (String allowed : MAY_USE.getOrDefault(module, List.of())) {
      assertThat(
              ALL.stream()
                  .filter(module::has)
                  .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                  .map(Dependency::getTargetClass)
                  .filter(target -> Module.isIn(target, allowed)))
          .as("%s uses %s", module, allowed)
          .isNotEmpty();
    }
  }

  @Test
  void domain_libraries_areTheJdkAndFewWithoutTechnology() {
    classes()
        .that(Module.DOMAIN.areItsOwn())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                Module.DOMAIN.packages(),
                "",
                "java..",
                "javax.crypto..",
                "javax.security.auth.x500..",
                "org.bouncycastle..",
                "net.jpountz.lz4..",
                "org.snakeyaml.engine..",
                "org.jspecify.."))
        .because("the domain knows no container and no technology")
        .check(ALL);
  }

  @Test
  void pkcs11_library_isKnownToOnePackageAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.holdfast.ra.cryptoki..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.xipki..", "iaik..")
        .check(ALL);
    assertThat(
            ALL.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> use.getTargetClass().getPackageName().startsWith("org.xipki")))
        .isNotEmpty();
  }

  @Test
  void cryptoki_any_knowsNothingOfTheConnector() {
    noClasses()
        .that()
        .resideInAPackage("org.holdfast.ra.cryptoki..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.holdfast.ra", "jakarta..")
        .check(ALL);
  }

  /** JPA belongs to persistence, JAX-RS and Faces to web, the connector API to the adapter. */
  @Test
  void technologies_each_haveOneModule() {
    onlyIn(Module.PERSISTENCE, "jakarta.persistence..", "org.hibernate..", "org.flywaydb..");
    onlyIn(Module.WEB, "jakarta.ws.rs..", "jakarta.faces..", "jakarta.servlet..", "io.undertow..");
    noClasses()
        .that(DescribedPredicate.not(Module.RESOURCE_ADAPTER.areItsOwn()))
        .and()
        .doNotHaveFullyQualifiedName("org.holdfast.ejb.error.Failures")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.resource..")
        .because("the pool is reached through the port; one place alone names its failure")
        .check(ALL);
  }

  @ParameterizedTest
  @EnumSource
  void features_withinEachModule_haveNoCycles(Module module) {
    slices().matching(module.rootPackage() + ".(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void entities_all_arePackagePrivateInPersistence() {
    classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .or()
        .areAnnotatedWith("jakarta.persistence.Embeddable")
        .or()
        .haveSimpleNameEndingWith("Entity")
        .should()
        .bePackagePrivate()
        .andShould(ArchConditions.be(Module.PERSISTENCE.areItsOwn()))
        .check(ALL);
  }

  @Test
  void repositories_all_arePackagePrivate() {
    classes()
        .that(Module.PERSISTENCE.areItsOwn())
        .and()
        .haveSimpleNameStartingWith("Jpa")
        .should()
        .bePackagePrivate()
        .because("the others reach them through the domain's ports")
        .check(ALL);
  }

  @Test
  void packages_all_areNullMarked() {
    List<String> unmarked =
        ALL.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(somePackage -> !isNullMarked(somePackage))
            .map(JavaPackage::getName)
            .toList();

    assertThat(unmarked).isEmpty();
  }

  @Test
  void packages_all_areNamedByAFeatureAndNotByAHabit() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..")
        .check(ALL);
  }

  @Test
  void output_any_goesThroughTheNumberedMessages() {
    // A command's streams are what it is for; it has one class that holds them.
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
        ALL.that(
            DescribedPredicate.describe(
                "are not the command line's context",
                type -> !type.getFullName().equals("org.holdfast.cli.context.Context"))));
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(ALL);
  }

  @Test
  void secrets_all_areNoTextOutsideWeb() {
    assertThat(Declarations.ofAllModules().filter(Declarations::isSecretAsText))
        .as("secrets are SecretChars or SecretBytes, which can be zeroed")
        .isEmpty();
  }

  @Test
  void secrets_any_areNoRecordComponent() {
    assertThat(Declarations.ofAllModules().filter(Declarations::isSecretInRecord))
        .as("a record would show, compare and copy them")
        .isEmpty();
  }

  /** What the two tests above look at is there: names of parameters as well. */
  @Test
  void declarations_read_haveFieldsParametersAndRecordComponents() {
    List<Declarations.Declaration> all = Declarations.ofAllModules().toList();

    assertThat(all)
        .extracting(Declarations.Declaration::kind)
        .contains(
            Declarations.Kind.FIELD,
            Declarations.Kind.PARAMETER,
            Declarations.Kind.RECORD_COMPONENT);
    assertThat(all)
        .filteredOn(d -> d.kind() == Declarations.Kind.PARAMETER && d.name().equals("passphrase"))
        .isNotEmpty();
    assertThat(all)
        .filteredOn(
            d -> d.kind() == Declarations.Kind.RECORD_COMPONENT && d.name().equals("passwordHash"))
        .isNotEmpty();
  }

  private static void onlyIn(Module module, String... packages) {
    noClasses()
        .that(DescribedPredicate.not(module.areItsOwn()))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(ALL);
  }

  private static DescribedPredicate<JavaClass> areForbiddenTo(Module module) {
    return DescribedPredicate.describe(
        "are not among what the table allows to " + module,
        target ->
            target.getPackageName().startsWith("org.holdfast")
                && !module.has(target)
                && !(isInAny(target, MAY_USE.getOrDefault(module, List.of()))
                    && !isInAny(target, MUST_NOT_USE.getOrDefault(module, List.of()))));
  }

  private static boolean isInAny(JavaClass type, List<String> packages) {
    return packages.stream().anyMatch(name -> Module.isIn(type, name));
  }

  private static @Nullable Module moduleOf(JavaClass type) {
    for (Module module : Module.values()) {
      if (module.has(type)) {
        return module;
      }
    }
    return null;
  }

  private static boolean isNullMarked(JavaPackage somePackage) {
    return somePackage
        .tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
        .orElse(false);
  }
}
