package org.holdfast.cli.hsm;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.doctor.ReportText;
import org.holdfast.cli.local.LocalVault;
import org.holdfast.domain.doctor.Credential;
import org.holdfast.domain.doctor.Finding;
import org.holdfast.domain.doctor.Outcome;
import org.holdfast.domain.doctor.Report;
import org.holdfast.domain.doctor.Step;
import org.holdfast.domain.doctor.Subject;
import org.holdfast.domain.rootoftrust.OperationTrace;

/**
 * The steps of the doctor that lead from {@code security.conf} to the open wallet, with one login
 * by the stored credential unless the token refused it before (S83, B3). Leaves a trace file (S88).
 *
 * @param report with these steps alone
 */
record Proof(Report report) {

  private static final Set<Step> STEPS =
      EnumSet.of(
          Step.SERVICE_USER,
          Step.HOME_MODES,
          Step.KEY_FILE,
          Step.SECURITY_CONF,
          Step.STORED_CREDENTIAL,
          Step.RESTORE_FILES,
          Step.LEFTOVERS,
          Step.DIGESTS,
          Step.VENDOR,
          Step.LIBRARY_FILE,
          Step.LIBRARY_LOADS,
          Step.SLOT_LIST,
          Step.TOKEN_LABEL,
          Step.PIN_STATE,
          Step.MECHANISMS,
          Step.LOGIN,
          Step.ROOT_KEY,
          Step.ROOT_KEY_ATTRIBUTES,
          Step.WALLET_OPENS);

  /** Goes the way once. */
  static Proof of(Context context, LocalVault vault, String operation) {
    vault.requireThere();
    try (OperationTrace trace =
        OperationTrace.begin(vault.home().traces(), operation, context.clock())) {
      Report all = vault.examine(Subject.IN_FORCE, Credential.STORED);
      List<Finding> findings =
          all.findings().stream().filter(finding -> STEPS.contains(finding.step())).toList();
      findings.forEach(
          finding ->
              trace.step(
                  "%s %s%s: %s"
                      .formatted(
                          finding.outcome().name(),
                          finding.title(),
                          finding.root() == null ? "" : " of " + finding.root(),
                          finding.found())));
      return new Proof(new Report(all.at(), all.place(), all.version(), all.roots(), findings));
    }
  }

  boolean passed(Step step) {
    return report.findings().stream()
        .anyMatch(finding -> finding.step() == step && finding.outcome() == Outcome.PASS);
  }

  /** Whether nothing failed. */
  boolean isWhole() {
    return report.outcome() != Outcome.FAIL;
  }

  /** For a person, or as JSON. */
  String text(boolean json) {
    return json
        ? ReportText.json(report).toString()
        : ReportText.words(ReportText.json(report), false);
  }
}
