package org.holdfast.web.form;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Goes from a page to another of the console, after an action. */
public final class PageTurn {

  private PageTurn() {}

  /**
   * @param path with its query, such as {@code /keys/wallet.xhtml?id=…}
   */
  public static void to(String path) {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    try {
      external.redirect(external.getRequestContextPath() + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
