package org.holdfast.domain.doctor;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the doctor found.
 *
 * @param at when it began
 * @param place where it ran
 * @param version of the program
 * @param vendor display name of the HSM's vendor; null if none is known
 * @param library the vendor's PKCS#11 library; null as above
 * @param tokenLabel null if the only token was meant
 * @param findings in the order of the steps; a step may have several
 */
public record Report(
    Instant at,
    Place place,
    String version,
    @Nullable String vendor,
    @Nullable String library,
    @Nullable String tokenLabel,
    List<Finding> findings) {

  public Report {
    findings = findings.stream().sorted(Comparator.comparing(Finding::step)).toList();
  }

  /** Where the doctor runs. */
  public enum Place {
    /** In the vault. */
    SERVER,
    /** In a command, which has the home folder but not the vault. */
    OFFLINE
  }

  /** The worst there is. */
  public Outcome outcome() {
    return findings.stream()
        .map(Finding::outcome)
        .max(Comparator.naturalOrder())
        .orElse(Outcome.SKIPPED);
  }

  /** How many steps ended so. */
  public long count(Outcome outcome) {
    return findings.stream().filter(finding -> finding.outcome() == outcome).count();
  }

  /** Only what somebody has to see to. */
  public List<Finding> needsDoing() {
    return findings.stream().filter(finding -> finding.outcome().needsDoing()).toList();
  }
}
