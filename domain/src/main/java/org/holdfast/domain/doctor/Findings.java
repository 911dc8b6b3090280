package org.holdfast.domain.doctor;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.rootoftrust.HsmFailures;
import org.jspecify.annotations.Nullable;

/** Takes down what the checks of one run find. Not to be shared between threads. */
final class Findings {

  private final List<Finding> findings = new ArrayList<>();

  private @Nullable String root;

  /** What comes next is about that Root of Trust; null for none, or the only one. */
  void about(@Nullable String name) {
    root = name;
  }

  void pass(Step step, String found) {
    add(step, Outcome.PASS, found, null, null);
  }

  /** Something that works, and should be seen to by the step's cure. */
  void warn(Step step, String found) {
    warn(step, found, step.cure());
  }

  void warn(Step step, String found, String cure) {
    add(step, Outcome.WARN, found, null, cure);
  }

  void fail(Step step, String found) {
    fail(step, found, step.cure());
  }

  void fail(Step step, String found, String cure) {
    add(step, Outcome.FAIL, found, null, cure);
  }

  /** A failure that has a code: with its title, detail and cure. */
  void fail(Step step, VaultException failure) {
    coded(step, Outcome.FAIL, failure);
  }

  /** As above, of a coded failure that the vault can work with. */
  void warn(Step step, VaultException failure) {
    coded(step, Outcome.WARN, failure);
  }

  void fail(Step step, HsmException failure) {
    fail(step, HsmFailures.toVaultException(failure));
  }

  void skip(Step step, String why) {
    add(step, Outcome.SKIPPED, why, null, null);
  }

  /** A finding under another title than the step's. */
  void add(Finding finding) {
    findings.add(finding.about(root));
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }

  private void coded(Step step, Outcome outcome, VaultException failure) {
    add(step, outcome, String.valueOf(failure.getMessage()), failure.code(), failure.code().cure());
  }

  private void add(
      Step step, Outcome outcome, String found, @Nullable ErrorCode code, @Nullable String cure) {
    add(new Finding(step, step.title(), outcome, found, code, cure));
  }
}
