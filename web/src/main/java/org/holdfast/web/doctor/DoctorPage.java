package org.holdfast.web.doctor;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.doctor.Finding;
import org.holdfast.domain.doctor.Outcome;
import org.holdfast.domain.doctor.Report;
import org.holdfast.domain.doctor.Subject;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.doctor.ExamineVault;
import org.holdfast.ejb.rootoftrust.RootOfTrustStatus;
import org.holdfast.ejb.rootoftrust.VendorView;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** System, Doctor: what was asked about stands in the address; each look at the page is a run. */
@Named("doctor")
@RequestScoped
public class DoctorPage {

  private static final String FORM = "tryCredential";

  @Inject private ExamineVault examineVault;
  @Inject private RootOfTrustStatus rootOfTrustStatus;

  private @Nullable String vendor;
  private @Nullable String tokenLabel;
  private boolean only;
  private @Nullable SecretChars credential;
  private @Nullable Report report;
  private @Nullable VaultException failure;

  /** Examines, unless an action of this request has; called before each rendering. */
  public void refresh() {
    if (report == null && !FacesContext.getCurrentInstance().isPostback()) {
      examine();
    }
  }

  private void examine() {
    try {
      report = examineVault.examine(subject());
      failure = null;
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
    }
  }

  /** Try credential: one login with what was typed. */
  public void tryCredential() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("credential", credential);
    SecretChars typed = credential;
    if (!problems.none() || typed == null) {
      return;
    }
    try {
      report = examineVault.examine(subject(), typed);
      PrimeFaces.current().ajax().addCallbackParam("done", true);
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  private Subject subject() {
    return DoctorResource.subject(vendor, null, tokenLabel);
  }

  /** Null if it could not be made. */
  public @Nullable Report getReport() {
    return report;
  }

  /** Why there is no {@link #getReport()}. */
  public @Nullable VaultException getFailure() {
    return failure;
  }

  /** The findings to be shown: all, or what needs doing. */
  public List<Finding> getFindings() {
    Report current = report;
    if (current == null) {
      return List.of();
    }
    return only ? current.needsDoing() : current.findings();
  }

  /** How many steps ended so. */
  public long count(String outcome) {
    return report == null ? 0 : report.count(Outcome.valueOf(outcome));
  }

  /** What can be asked about; nothing if it cannot be told. */
  public List<VendorView> getVendors() {
    try {
      return rootOfTrustStatus.current().vendors();
    } catch (RuntimeException e) {
      // Without the database the page is about what is in force.
      return List.of();
    }
  }

  /** The question as it stands in the address of the page and of the download. */
  public String getQuery() {
    StringBuilder query = new StringBuilder();
    Map.of(
            "vendor",
            vendor == null ? "" : vendor,
            "tokenLabel",
            tokenLabel == null ? "" : tokenLabel)
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                query
                    .append(query.isEmpty() ? "?" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
              }
            });
    return query.toString();
  }

  public @Nullable String getVendor() {
    return vendor;
  }

  public void setVendor(@Nullable String vendor) {
    this.vendor = vendor == null || vendor.isBlank() ? null : vendor;
  }

  public @Nullable String getTokenLabel() {
    return tokenLabel;
  }

  public void setTokenLabel(@Nullable String tokenLabel) {
    this.tokenLabel = tokenLabel == null || tokenLabel.isBlank() ? null : tokenLabel;
  }

  public boolean isOnly() {
    return only;
  }

  public void setOnly(boolean only) {
    this.only = only;
  }

  public @Nullable SecretChars getCredential() {
    return credential;
  }

  public void setCredential(@Nullable SecretChars credential) {
    this.credential = credential;
  }

  @PreDestroy
  void close() {
    if (credential != null) {
      credential.close();
    }
  }
}
