package org.holdfast.web.access;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.ChangePassword;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** My account: change the password. */
@Named("account")
@RequestScoped
public class AccountPage {

  static final String FORM = "account";

  @Inject private ChangePassword changePassword;

  private @Nullable SecretChars currentPassword;
  private @Nullable SecretChars newPassword;
  private @Nullable SecretChars newPasswordAgain;

  public void change() {
    FormProblems problems = new FormProblems(FORM, AccountPage::idOf);
    problems.require("currentPassword", currentPassword);
    problems.require("newPassword", newPassword);
    problems.same("newPasswordAgain", newPassword, newPasswordAgain);
    if (problems.none() && currentPassword != null && newPassword != null) {
      try {
        changePassword.change(currentPassword, newPassword);
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        ConsoleSessions.endOthers(external.getRemoteUser(), external.getSessionId(false));
        FormProblems.done(
            "Your password is changed",
            "Your other console sessions and all your bearer tokens have ended.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** A weak password is reported of "password"; here that is the new one. */
  private static String idOf(String field) {
    return field.equals("password") ? "newPassword" : field;
  }

  public @Nullable SecretChars getCurrentPassword() {
    return currentPassword;
  }

  public void setCurrentPassword(@Nullable SecretChars currentPassword) {
    this.currentPassword = currentPassword;
  }

  public @Nullable SecretChars getNewPassword() {
    return newPassword;
  }

  public void setNewPassword(@Nullable SecretChars newPassword) {
    this.newPassword = newPassword;
  }

  public @Nullable SecretChars getNewPasswordAgain() {
    return newPasswordAgain;
  }

  public void setNewPasswordAgain(@Nullable SecretChars newPasswordAgain) {
    this.newPasswordAgain = newPasswordAgain;
  }

  @PreDestroy
  void close() {
    for (SecretChars secret :
        new @Nullable SecretChars[] {currentPassword, newPassword, newPasswordAgain}) {
      if (secret != null) {
        secret.close();
      }
    }
  }
}
