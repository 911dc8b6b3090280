package org.holdfast.web.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.holdfast.ejb.node.DatabaseOutage;

/** Ends the browser's session. */
@Named("signOut")
@RequestScoped
public class SignOut {

  @Inject private org.holdfast.ejb.access.SignOut signOut;

  /** Signs out in any case: who wants to leave is not kept because the audit trail is away. */
  public void now() throws IOException {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    try {
      signOut.signOut();
    } catch (RuntimeException e) {
      AccessMessages.LOG.signOutNotAudited(external.getRemoteUser(), DatabaseOutage.leftOut(e));
    }
    if (external.getSession(false) instanceof HttpSession session) {
      ConsoleSession.forget(session);
    }
    external.invalidateSession();
    external.redirect(external.getRequestContextPath() + "/login.xhtml?left=1");
  }
}
