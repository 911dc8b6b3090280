package org.holdfast.web.access;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.ManageUsers;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** Users: who may use the console, in which role; and the dialog Create user. */
@Named("users")
@RequestScoped
public class UsersPage {

  static final String FORM = "user";

  @Inject private ManageUsers manageUsers;

  private @Nullable String name;
  private Role role = Role.USER;
  private @Nullable SecretChars password;
  private @Nullable SecretChars passwordAgain;
  private @Nullable VaultException failure;

  public void create() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("name", name);
    problems.require("password", password);
    problems.same("passwordAgain", password, passwordAgain);
    if (problems.none() && name != null && password != null) {
      try {
        User user = manageUsers.create(new UserName(name.strip()), role, password);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "Created", "%s can sign in as %s.".formatted(user.name(), user.role().displayName()));
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** By name; none if they cannot be read. */
  public List<User> getList() {
    try {
      return manageUsers.list();
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
      return List.of();
    }
  }

  /** Those that people can have. */
  public List<Role> getRoles() {
    return Arrays.stream(Role.values()).filter(given -> given != Role.ENDPOINT).toList();
  }

  @PreDestroy
  void close() {
    for (SecretChars secret : new @Nullable SecretChars[] {password, passwordAgain}) {
      if (secret != null) {
        secret.close();
      }
    }
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public Role getRole() {
    return role;
  }

  public void setRole(Role role) {
    this.role = role;
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

  public @Nullable VaultException getFailure() {
    return failure;
  }
}
