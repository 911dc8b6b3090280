package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.ejb.object.ChangeObject;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LocalTimes;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Revoke: why, in words, and since when the material may be known to others. */
@Named("revoke")
@RequestScoped
public class RevokeForm {

  static final String FORM = "revoke";

  @Inject private ChangeObject changeObject;
  @Inject private ObjectPage page;

  private Revocation.@Nullable Reason reason;
  private @Nullable String message;
  private @Nullable String occurred;
  private @Nullable String zone;

  public void revoke() {
    FormProblems problems = new FormProblems(FORM, RevokeForm::idOf);
    try {
      Revocation.Reason why = reason;
      if (why == null) {
        throw new VaultException(ErrorCode.INPUT_MISSING).atField("reason");
      }
      SecurityObject revoked =
          changeObject.revoke(
              page.objectId(),
              new Revocation(
                  why,
                  Label.checkedDescription(message == null ? "" : message),
                  why.isCompromise() ? LocalTimes.parse(occurred, zone, "occurred") : null),
              null);
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done(
          "Revoked", "%s is %s now.".formatted(revoked.name(), revoked.state().displayName()));
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  private static String idOf(String field) {
    return field.equals("description") ? "message" : field;
  }

  public List<Revocation.Reason> getReasons() {
    return List.of(Revocation.Reason.values());
  }

  public Revocation.@Nullable Reason getReason() {
    return reason;
  }

  public void setReason(Revocation.@Nullable Reason reason) {
    this.reason = reason;
  }

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
  }

  public @Nullable String getOccurred() {
    return occurred;
  }

  public void setOccurred(@Nullable String occurred) {
    this.occurred = occurred;
  }

  public @Nullable String getZone() {
    return zone;
  }

  public void setZone(@Nullable String zone) {
    this.zone = zone;
  }
}
