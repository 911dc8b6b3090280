package org.holdfast.web.access;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.Authenticate;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** Sign-in. */
@Named("login")
@RequestScoped
public class LoginPage {

  static final String FORM = "login";

  @Inject private Authenticate authenticate;

  private @Nullable String name;
  private @Nullable SecretChars password;

  /** Signs in and goes on to the page that was wanted. */
  public void signIn() throws IOException {
    FormProblems problems = new FormProblems(FORM);
    problems.require("name", name);
    problems.require("password", password);
    if (problems.none() && name != null && password != null) {
      try {
        Caller caller = authenticate.byPassword(name.strip(), password);
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        ConsoleSession.start((HttpServletRequest) external.getRequest(), caller);
        String next = external.getRequestParameterMap().get("next");
        external.redirect(external.getRequestContextPath() + LocalPaths.orHome(next));
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** Who is signed in already has nothing to do here. */
  public void skip() throws IOException {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    if (external.getUserPrincipal() != null) {
      external.redirect(external.getRequestContextPath() + LocalPaths.HOME);
    }
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

  @PreDestroy
  void close() {
    if (password != null) {
      password.close();
    }
  }
}
