package org.holdfast.domain.doctor;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the doctor found.
 *
 * @param at when it began
 * @param place where it ran
 * @param version of the program
 * @param roots the HSMs that were looked at, in order of priority; empty if none is known
 * @param findings in the order of the steps, those of each Root of Trust together; a step may have
 *     several
 */
public record Report(
    Instant at, Place place, String version, List<Root> roots, List<Finding> findings) {

  public Report {
    List<Root> inOrder = List.copyOf(roots);
    roots = inOrder;
    findings =
        findings.stream()
            .sorted(
                Comparator.<Finding>comparingInt(finding -> finding.step().section().part())
                    .thenComparingInt(finding -> place(inOrder, finding.root()))
                    .thenComparing(Finding::step))
            .toList();
  }

  /**
   * An HSM that was looked at.
   *
   * @param name of the Root of Trust; null where there is one only, or another HSM was asked about
   * @param vendor its display name
   * @param library the vendor's PKCS#11 library
   * @param tokenLabel null if the only token was meant
   */
  public record Root(
      @Nullable String name, String vendor, String library, @Nullable String tokenLabel) {}

  private static int place(List<Root> roots, @Nullable String name) {
    for (int i = 0; i < roots.size(); i++) {
      if (Objects.equals(roots.get(i).name(), name)) {
        return i;
      }
    }
    return roots.size();
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
