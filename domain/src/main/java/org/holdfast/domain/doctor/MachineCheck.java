package org.holdfast.domain.doctor;

import java.io.IOException;
import java.nio.file.Files;

/** Java, operating system, and who runs this. */
final class MachineCheck implements Check {

  private static final int LEAST_JAVA = 17;

  @Override
  public void run(Examination examination, Findings findings) {
    java(findings);
    user(examination.surroundings(), findings);
  }

  private static void java(Findings findings) {
    String os = System.getProperty("os.name", "?");
    String found =
        "Java %s (%s) on %s %s, %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor", "?"),
                os,
                System.getProperty("os.version", "?"),
                System.getProperty("os.arch", "?"));
    if (Runtime.version().feature() < LEAST_JAVA) {
      findings.fail(Step.JAVA, found);
    } else if (os.equals("Linux")) {
      findings.pass(Step.JAVA, found);
    } else {
      findings.warn(Step.JAVA, found + "; the vault is tested on Linux", "Run the vault on Linux.");
    }
  }

  private static void user(Surroundings at, Findings findings) {
    if (!Files.isDirectory(at.root())) {
      findings.fail(
          Step.SERVICE_USER,
          "There is no home folder at " + at.root(),
          "Name the home folder with --home or HOLDFAST_HOME, or start the vault, which makes it.");
      return;
    }
    try {
      String owner = Files.getOwner(at.root()).getName();
      if (!owner.equals(at.user())) {
        findings.fail(
            Step.SERVICE_USER,
            "%s belongs to %s, and this is run by %s".formatted(at.root(), owner, at.user()),
            "Run it as %s: what %s may read and load says nothing of the vault."
                .formatted(owner, at.user()));
      } else if (owner.equals("root")) {
        findings.warn(Step.SERVICE_USER, "The vault runs as root");
      } else {
        findings.pass(Step.SERVICE_USER, at.root() + " belongs to " + owner);
      }
    } catch (IOException e) {
      findings.fail(Step.SERVICE_USER, Words.of(e));
    }
  }
}
