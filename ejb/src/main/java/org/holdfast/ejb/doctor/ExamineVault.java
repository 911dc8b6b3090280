package org.holdfast.ejb.doctor;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Collectors;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.doctor.Credential;
import org.holdfast.domain.doctor.Doctor;
import org.holdfast.domain.doctor.Finding;
import org.holdfast.domain.doctor.Outcome;
import org.holdfast.domain.doctor.Report;
import org.holdfast.domain.doctor.Step;
import org.holdfast.domain.doctor.Subject;
import org.holdfast.domain.doctor.Surroundings;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.ejb.node.VaultConfig;
import org.holdfast.ejb.rootoftrust.RootOfTrustTransactions;
import org.holdfast.ejb.rootoftrust.StillHome;

/** Runs the doctor in the vault, open or closed (B10). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExamineVault {

  @Resource private SessionContext context;
  @Inject private ServerKnowledge knowledge;
  @Inject private VaultConfig config;
  @Inject private VaultHome home;
  @Inject private KeyFile keyFile;
  @Inject private VendorPacks vendors;
  @Inject private HsmConnectionFactory hsm;
  @Inject private Clock clock;
  @Inject private StillHome stillHome;
  @Inject private RootOfTrustTransactions transactions;

  /**
   * Looks at everything; sends no credential.
   *
   * @throws VaultException {@link ErrorCode#LIBRARY_NOT_CONFIGURED}
   */
  public Report examine(Subject subject) {
    requireConfigured(subject);
    return doctor().examine(subject, Credential.NONE);
  }

  /**
   * As above, and tries a credential with one login, while no Root of Trust operation runs. It is
   * audited, as each attempt counts on the HSM.
   *
   * @param credential stays the caller's
   * @throws VaultException as above; {@link ErrorCode#OPERATION_RUNNING}; {@link
   *     ErrorCode#DOCTOR_TOKEN_NOT_CHOSEN}
   */
  public Report examine(Subject subject, SecretChars credential) {
    requireConfigured(subject);
    Report report = stillHome.alone(() -> doctor().examine(subject, Credential.typed(credential)));
    report.findings().stream()
        .filter(finding -> finding.step() == Step.LOGIN)
        .findFirst()
        .ifPresent(login -> transactions.audit(event(report, login)));
    return report;
  }

  private AuditEvent event(Report report, Finding login) {
    String actor = context.getCallerPrincipal().getName();
    String detail =
        "a credential was tried on %s%s: %s"
            .formatted(
                report.roots().isEmpty() ? "no HSM" : report.roots().get(0).vendor(),
                report.roots().stream()
                    .map(Report.Root::tokenLabel)
                    .filter(Objects::nonNull)
                    .map(label -> ", token " + label)
                    .collect(Collectors.joining()),
                login.found());
    ErrorCode code = login.code();
    return login.outcome() == Outcome.FAIL && code != null
        ? AuditEvent.failed(actor, AuditOperation.RUN_DOCTOR, null, code, detail)
        : AuditEvent.succeeded(actor, AuditOperation.RUN_DOCTOR, null, detail);
  }

  /** A library runs in this process, with its keys: it takes more than this role to choose one. */
  private void requireConfigured(Subject subject) {
    Path library = subject.library();
    if (library != null
        && vendors.all().stream().noneMatch(pack -> pack.library().equals(library))) {
      throw new VaultException(ErrorCode.LIBRARY_NOT_CONFIGURED, library.toString())
          .atField("library");
    }
  }

  private Doctor doctor() {
    return new Doctor(
        new Surroundings(
            Report.Place.SERVER,
            config.version(),
            config.home(),
            home,
            keyFile,
            config.keyFile(),
            vendors,
            hsm,
            System.getenv(),
            System.getProperty("user.name", "?"),
            clock),
        knowledge);
  }
}
