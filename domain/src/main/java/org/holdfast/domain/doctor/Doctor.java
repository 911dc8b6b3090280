package org.holdfast.domain.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
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
  private final VendorClientCheck vendorClient;

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
    this.vendorClient =
        new VendorClientCheck(vendorChecks, new VendorCheckRunner(surroundings.environment()));
  }

  private static List<Check> before() {
    return List.of(
        new MachineCheck(),
        new DiskCheck(),
        new NetworkCheck(),
        new ModesCheck(),
        new KeyFileCheck(),
        new SecurityConfCheck(),
        new FilesCheck());
  }

  private List<Check> ofEachRoot() {
    return List.of(
        new LibraryCheck(),
        vendorClient,
        new TokenCheck(),
        new RootKeyCheck(),
        new RecoveryCheck());
  }

  private static List<Check> after() {
    return List.of(
        new VaultCheck(), new DatabaseCheck(), new CertificateCheck(), new BackupCheck());
  }

  /**
   * Looks at everything: at each Root of Trust in force, or at the one HSM that is asked about.
   *
   * @param credential with which it may log in, once at each token
   * @throws VaultException {@link ErrorCode#DOCTOR_TOKEN_NOT_CHOSEN}: what was typed is for one
   *     token, and each wrong attempt counts there
   */
  public Report examine(Subject subject, Credential credential) {
    List<@Nullable KnownRoot> wanted = wanted(subject);
    if (credential.typed() != null && wanted.size() > 1) {
      throw new VaultException(ErrorCode.DOCTOR_TOKEN_NOT_CHOSEN).atField("tokenLabel");
    }
    Instant begun = surroundings.clock().instant();
    Findings findings = new Findings();
    List<Report.Root> roots = new ArrayList<>();
    Examination around = new Examination(surroundings, knowledge, subject, credential, null);
    before().forEach(check -> run(check, around, findings));
    for (KnownRoot root : wanted) {
      String name = wanted.size() > 1 && root != null ? root.name() : null;
      findings.about(name);
      examine(new Examination(surroundings, knowledge, subject, credential, root), findings)
          .map(target -> looked(name, target))
          .ifPresent(roots::add);
    }
    findings.about(null);
    after().forEach(check -> run(check, around, findings));
    return new Report(begun, surroundings.place(), surroundings.version(), roots, findings.all());
  }

  private Optional<HsmTarget> examine(Examination examination, Findings findings) {
    try (TokenAccess access = new TokenAccess(examination)) {
      for (Check check : ofEachRoot()) {
        run(check, examination, findings);
        if (check instanceof TokenCheck) {
          access.logIn(findings);
        }
      }
    }
    return examination.target();
  }

  /** All of them if nothing is asked about, else the one that is nearest to it; null for none. */
  private List<@Nullable KnownRoot> wanted(Subject subject) {
    List<@Nullable KnownRoot> known = new ArrayList<>();
    try {
      known.addAll(knowledge.roots());
    } catch (VaultException e) {
      // What is stored cannot be read: a step of its own says so.
      known.clear();
    }
    if (!known.isEmpty() && subject.equals(Subject.IN_FORCE)) {
      return Collections.unmodifiableList(known);
    }
    KnownRoot nearest = known.isEmpty() ? null : known.get(0);
    for (KnownRoot root : known) {
      if (root != null && fits(root.reach(), subject)) {
        nearest = root;
        break;
      }
    }
    return Collections.singletonList(nearest);
  }

  private static boolean fits(Reach reach, Subject subject) {
    return (subject.vendorId() == null || subject.vendorId().equals(reach.vendorId()))
        && (subject.tokenLabel() == null || subject.tokenLabel().equals(reach.tokenLabel()));
  }

  private static Report.Root looked(@Nullable String name, HsmTarget target) {
    return new Report.Root(
        name, target.vendor().displayName(), target.library().toString(), target.tokenLabel());
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
