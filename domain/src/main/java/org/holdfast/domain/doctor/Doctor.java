package org.holdfast.domain.doctor;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.VendorCheck;
import org.holdfast.domain.hsm.VendorPack;
import org.jspecify.annotations.Nullable;

/**
 * Runs every step (B10). Changes nothing but, where it may log in, the login of a token that nobody
 * was logged in to, which it takes back. A step that goes wrong in a way that nobody thought of is
 * a failed step, never a failed run.
 */
public final class Doctor {

  private final Surroundings surroundings;
  private final Knowledge knowledge;
  private final List<Check> checks;

  /** Looks there. */
  public Doctor(Surroundings surroundings, Knowledge knowledge) {
    this(surroundings, knowledge, VendorPack::checks);
  }

  Doctor(
      Surroundings surroundings,
      Knowledge knowledge,
      Function<VendorPack, List<VendorCheck>> vendorChecks) {
    this.surroundings = surroundings;
    this.knowledge = knowledge;
    this.checks =
        List.of(
            new MachineCheck(),
            new DiskCheck(),
            new NetworkCheck(),
            new ModesCheck(),
            new KeyFileCheck(),
            new SecurityConfCheck(),
            new FilesCheck(),
            new LibraryCheck(),
            new VendorClientCheck(vendorChecks, new VendorCheckRunner(surroundings.environment())),
            new TokenCheck(),
            new RootKeyCheck(),
            new RecoveryCheck(),
            new DatabaseCheck(),
            new CertificateCheck(),
            new BackupCheck());
  }

  /**
   * Looks at everything.
   *
   * @param credential with which it may log in, once
   */
  public Report examine(Subject subject, Credential credential) {
    Instant begun = surroundings.clock().instant();
    Findings findings = new Findings();
    Examination examination = new Examination(surroundings, knowledge, subject, credential);
    try (TokenAccess access = new TokenAccess(examination)) {
      for (Check check : checks) {
        run(check, examination, findings);
        if (check instanceof TokenCheck) {
          access.logIn(findings);
        }
      }
    }
    HsmTarget target = examination.target().orElse(null);
    return new Report(
        begun,
        surroundings.place(),
        surroundings.version(),
        target == null ? null : target.vendor().displayName(),
        target == null ? null : target.library().toString(),
        label(target),
        findings.all());
  }

  private static @Nullable String label(@Nullable HsmTarget target) {
    return target == null ? null : target.tokenLabel();
  }

  private static void run(Check check, Examination examination, Findings findings) {
    int before = findings.all().size();
    try {
      check.run(examination, findings);
    } catch (RuntimeException e) {
      Set<Step> named = EnumSet.noneOf(Step.class);
      findings.all().subList(before, findings.all().size()).forEach(f -> named.add(f.step()));
      Unexpected.takeDown(check, named, e, findings);
    }
  }
}
