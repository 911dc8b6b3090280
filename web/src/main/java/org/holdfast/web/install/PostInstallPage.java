package org.holdfast.web.install;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.domain.access.NewAdministrator;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.install.PostInstall;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** Post-install (S7): the one page that is served before it is done. */
@Named("postInstall")
@RequestScoped
public class PostInstallPage {

  static final String FORM = "install";

  private static final Pattern OF_ADMINISTRATOR =
      Pattern.compile("administrators\\[(\\d)]\\.(name|role|password)");

  @Inject private PostInstall postInstall;

  private final List<AdministratorForm> administrators =
      List.of(
          new AdministratorForm(
              Role.SYSTEM_ADMINISTRATOR,
              "system",
              "Runs the vault: the HSM, its credential, system settings. Sees no key material."),
          new AdministratorForm(
              Role.KEY_ADMINISTRATOR,
              "key",
              "Keeps the security objects: stores, reads and destroys keys and secrets."),
          new AdministratorForm(
              Role.AUDIT_MANAGER, "audit", "Reads the audit trail, and nothing else."));
  private @Nullable SecretChars code;
  private @Nullable SecretChars recoveryPassphrase;
  private @Nullable SecretChars recoveryPassphraseAgain;

  public void install() throws IOException {
    FormProblems problems = new FormProblems(FORM, this::idOf);
    problems.require("code", code);
    problems.require("recoveryPassphrase", recoveryPassphrase);
    problems.same("recoveryPassphraseAgain", recoveryPassphrase, recoveryPassphraseAgain);
    List<NewAdministrator> checked = new ArrayList<>();
    for (AdministratorForm form : administrators) {
      NewAdministrator administrator = form.check(problems);
      if (administrator != null) {
        checked.add(administrator);
      }
    }
    if (problems.none() && code != null && recoveryPassphrase != null) {
      try {
        postInstall.install(code, checked, recoveryPassphrase);
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + "/login.xhtml?installed=1");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  private String idOf(String field) {
    Matcher matcher = OF_ADMINISTRATOR.matcher(field);
    if (!matcher.matches()) {
      return field;
    }
    int index = Integer.parseInt(matcher.group(1));
    return index < administrators.size() ? administrators.get(index).idOf(matcher.group(2)) : field;
  }

  public List<AdministratorForm> getAdministrators() {
    return administrators;
  }

  public @Nullable SecretChars getCode() {
    return code;
  }

  public void setCode(@Nullable SecretChars code) {
    this.code = code;
  }

  public @Nullable SecretChars getRecoveryPassphrase() {
    return recoveryPassphrase;
  }

  public void setRecoveryPassphrase(@Nullable SecretChars recoveryPassphrase) {
    this.recoveryPassphrase = recoveryPassphrase;
  }

  public @Nullable SecretChars getRecoveryPassphraseAgain() {
    return recoveryPassphraseAgain;
  }

  public void setRecoveryPassphraseAgain(@Nullable SecretChars recoveryPassphraseAgain) {
    this.recoveryPassphraseAgain = recoveryPassphraseAgain;
  }

  @PreDestroy
  void close() {
    administrators.forEach(AdministratorForm::close);
    for (SecretChars secret :
        new @Nullable SecretChars[] {code, recoveryPassphrase, recoveryPassphraseAgain}) {
      if (secret != null) {
        secret.close();
      }
    }
  }
}
