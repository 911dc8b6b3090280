package org.holdfast.web.backup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.backup.RestoreBackup;
import org.jspecify.annotations.Nullable;

/** What the console shows while a restore is under way, and what came of it; to everybody. */
@Named("restoring")
@RequestScoped
public class RestoringPage {

  private static final String SECONDS = "3";

  @Inject private RestoreBackup restoreBackup;

  private @Nullable RestoreState state;

  /** Lets the browser ask again by itself; who comes when nothing was restored goes Home. */
  public void look() throws IOException {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    switch (state().kind()) {
      case RUNNING -> external.setResponseHeader("Refresh", SECONDS);
      case NONE -> external.redirect(external.getRequestContextPath() + "/home.xhtml");
      case SUCCEEDED, FAILED -> {
        // The page stays as it is: somebody is to read it.
      }
    }
  }

  public boolean isRunning() {
    return state().kind() == RestoreState.Kind.RUNNING;
  }

  public boolean isSucceeded() {
    return state().kind() == RestoreState.Kind.SUCCEEDED;
  }

  public boolean isFailed() {
    return state().kind() == RestoreState.Kind.FAILED;
  }

  public @Nullable String getFile() {
    return state().file();
  }

  public @Nullable String getStep() {
    return state().step();
  }

  public int getPercent() {
    return state().percent();
  }

  public @Nullable ErrorCode getError() {
    return state().error();
  }

  public @Nullable String getDetail() {
    return state().detail();
  }

  private RestoreState state() {
    if (state == null) {
      state = RestoreState.of(restoreBackup.status());
    }
    return state;
  }
}
