package org.holdfast.web.install;

import org.holdfast.domain.access.NewAdministrator;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** The fields for one of the three administrators. Their ids begin with the prefix. */
public final class AdministratorForm implements AutoCloseable {

  private final Role role;
  private final String prefix;
  private final String duties;
  private @Nullable String name;
  private @Nullable SecretChars password;
  private @Nullable SecretChars passwordAgain;

  AdministratorForm(Role role, String prefix, String duties) {
    this.role = role;
    this.prefix = prefix;
    this.duties = duties;
  }

  /** The administrator, or null with the reasons in {@code problems}. */
  @Nullable NewAdministrator check(FormProblems problems) {
    problems.require(prefix + "Name", name);
    problems.require(prefix + "Password", password);
    problems.same(prefix + "PasswordAgain", password, passwordAgain);
    if (name == null || password == null) {
      return null;
    }
    try {
      return new NewAdministrator(new UserName(name.strip()), role, password);
    } catch (VaultException e) {
      problems.add(prefix + "Name", e.code(), e.detail());
      return null;
    }
  }

  /** The id of a field that is called {@code field} in the REST document. */
  String idOf(String field) {
    return prefix + (field.equals("name") ? "Name" : "Password");
  }

  public String getRoleName() {
    return role.displayName();
  }

  public String getPrefix() {
    return prefix;
  }

  public String getDuties() {
    return duties;
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable SecretChars getPassword() {
    return password;
  }

  public void setPassword(@Nullable SecretChars password) {
    this.password = password;
  }

  public @Nullable SecretChars getPasswordAgain() {
    return passwordAgain;
  }

  public void setPasswordAgain(@Nullable SecretChars passwordAgain) {
    this.passwordAgain = passwordAgain;
  }

  @Override
  public void close() {
    if (password != null) {
      password.close();
    }
    if (passwordAgain != null) {
      passwordAgain.close();
    }
  }
}
