package org.holdfast.web.audit;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.holdfast.domain.audit.chain.ChainReport;
import org.holdfast.domain.audit.chain.Finding;
import org.holdfast.domain.audit.chain.Proof;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.audit.ChainView;
import org.holdfast.ejb.audit.SeeChain;
import org.holdfast.ejb.audit.VerificationView;
import org.holdfast.ejb.audit.VerifyAudit;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** How far the audit trail is sealed, and its verification with the report. */
@Named("auditVerification")
@ViewScoped
public class VerificationPage implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int HUNDRED = 100;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient VerifyAudit verifyAudit;
  @Inject private transient SeeChain seeChain;

  private transient @Nullable ChainView chain;
  private transient @Nullable VerificationView view;
  private transient @Nullable VaultException failure;

  /** Looks again; called before each rendering. */
  public void refresh() {
    try {
      chain = seeChain.see();
      view = verifyAudit.find().orElse(null);
      failure = null;
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
    }
  }

  /** Begins a verification. */
  public void start() {
    try {
      verifyAudit.start(PATIENCE);
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  /** Ends the one that runs. */
  public void cancel() {
    verifyAudit.cancel();
  }

  public @Nullable ChainView getChain() {
    return chain;
  }

  public @Nullable VerificationView getView() {
    return view;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }

  public boolean isRunning() {
    return view != null && view.running();
  }

  /** How much of the rows is checked. */
  public long getPercent() {
    return view == null || view.total().rows() == 0
        ? 0
        : Math.min(HUNDRED, HUNDRED * view.done().rows() / view.total().rows());
  }

  /** What was found, the first of it. */
  public List<Finding> getFindings() {
    ChainReport report = report();
    return report == null ? List.of() : report.findings();
  }

  /** How many checkpoints the keys in force vouch for. */
  public long getMatching() {
    return checkpoints(Proof.Result.MATCHES);
  }

  /** How many checkpoints no key that is there can check. */
  public long getNotCheckable() {
    return checkpoints(Proof.Result.NOT_CHECKABLE);
  }

  private long checkpoints(Proof.Result result) {
    ChainReport report = report();
    return report == null
        ? 0
        : report.checkpoints().stream().filter(checkpoint -> checkpoint.result() == result).count();
  }

  private @Nullable ChainReport report() {
    return view == null ? null : view.report();
  }
}
