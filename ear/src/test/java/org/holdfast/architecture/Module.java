package org.holdfast.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The modules of the EAR and the command line, with the least number of classes that each has:
 * raised as they grow, so that a test that saw too little cannot pass. A rar and a war are no
 * ordinary jars, so classes are read where the compiler put them.
 */
enum Module {
  DOMAIN("domain", "org.holdfast.domain", 200),
  PERSISTENCE("persistence", "org.holdfast.persistence", 62),
  RESOURCE_ADAPTER("resource-adapter", "org.holdfast.ra", 48),
  EJB("ejb", "org.holdfast.ejb", 117),
  WEB("web", "org.holdfast.web", 115),
  CLI("cli", "org.holdfast.cli", 100);

  private final String folder;
  private final String rootPackage;
  private final int leastClasses;

  Module(String folder, String rootPackage, int leastClasses) {
    this.folder = folder;
    this.rootPackage = rootPackage;
    this.leastClasses = leastClasses;
  }

  /** The classes of all modules. */
  static JavaClasses all() {
    List<Path> folders = Arrays.stream(values()).map(Module::classes).toList();
    return new ClassFileImporter().importPaths(folders);
  }

  /** Where this module's classes are. */
  Path classes() {
    Path classes =
        Path.of(System.getProperty("basedir", "."), "..", folder, "target", "classes").normalize();
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(
          "%s is missing: build the module %s first".formatted(classes.toAbsolutePath(), folder));
    }
    return classes;
  }

  String rootPackage() {
    return rootPackage;
  }

  /** Its root package and those below. */
  String packages() {
    return rootPackage + "..";
  }

  int leastClasses() {
    return leastClasses;
  }

  boolean has(JavaClass type) {
    return isIn(type, rootPackage);
  }

  DescribedPredicate<JavaClass> areItsOwn() {
    return DescribedPredicate.describe("are in " + packages(), this::has);
  }

  static boolean isIn(JavaClass type, String rootPackage) {
    return type.getPackageName().equals(rootPackage)
        || type.getPackageName().startsWith(rootPackage + ".");
  }
}
