package org.holdfast.web.endpoint;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Arrays;
import org.holdfast.domain.access.EnrolmentToken;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** The dialog Enrol: makes a token, and shows it in one answer and in no state that outlives it. */
@Named("enrolment")
@RequestScoped
public class EnrolmentForm {

  static final String FORM = "enrolment";

  @Inject private ManageEndpoints manageEndpoints;
  @Inject private EndpointPage page;

  private int hours = (int) ManageEndpoints.TOKEN_LIFETIME.toHours();
  private @Nullable EnrolmentToken token;

  public void make() {
    try {
      token = manageEndpoints.token(page.endpointId(), Duration.ofHours(hours));
    } catch (RuntimeException e) {
      new FormProblems(FORM, field -> field.equals("lifetime") ? "hours" : field).add(e);
    }
  }

  /** For the page, whose text is a String by nature. */
  public String getText() {
    if (token == null) {
      return "";
    }
    char[] chars = token.token().toCharArray(SecretAccess.granted());
    try {
      return new String(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  /** Where this vault's REST begins, as the browser reached it. */
  public String getApi() {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    return "https://%s:%d%s/api/v1"
        .formatted(
            external.getRequestServerName(),
            external.getRequestServerPort(),
            external.getRequestContextPath());
  }

  @PreDestroy
  void close() {
    if (token != null) {
      token.close();
    }
  }

  public int getHours() {
    return hours;
  }

  public void setHours(int hours) {
    this.hours = hours;
  }

  public @Nullable EnrolmentToken getToken() {
    return token;
  }
}
