package org.holdfast.web.form;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** A dialog for what cannot be taken back: confirmed by typing what it is about. */
public abstract class TypedConfirmation {

  private final String form;
  private final String thing;
  private @Nullable String confirmation;

  /**
   * @param form id of the dialog's form
   */
  protected TypedConfirmation(String form) {
    this(form, "the name");
  }

  /**
   * @param form id of the dialog's form
   * @param thing that is to be typed, as who typed another one is told
   */
  protected TypedConfirmation(String form, String thing) {
    this.form = form;
    this.thing = thing;
  }

  /** What is to be typed. */
  protected abstract String name();

  /** Does it, and says that it is done. */
  protected abstract void perform();

  /** Does it if the name was typed right; the dialog closes when it is done. */
  public void run() {
    FormProblems problems = new FormProblems(form);
    try {
      if (!name().equals(confirmation)) {
        throw new VaultException(ErrorCode.INPUT_INVALID, "this is not " + thing)
            .atField("confirmation");
      }
      perform();
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      confirmation = null;
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  /** Opens the dialog with nothing typed. */
  public void open() {
    confirmation = null;
  }

  public @Nullable String getConfirmation() {
    return confirmation;
  }

  public void setConfirmation(@Nullable String confirmation) {
    this.confirmation = confirmation;
  }
}
