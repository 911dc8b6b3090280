package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.MasterKeyView;
import org.holdfast.ejb.rootoftrust.RotateMasterKey;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The master key on the HSM page: its generation, how far re-wrapping has come, its rotation. */
@Named("masterKey")
@RequestScoped
public class MasterKeyPage {

  static final String FORM = "rotateMasterKey";
  private static final int WHOLE = 100;

  @Inject private RotateMasterKey rotateMasterKey;

  private boolean looked;
  private @Nullable MasterKeyView view;
  private @Nullable VaultException failure;

  /** Rotate master key. */
  public void rotate() {
    try {
      MasterKeyView rotated = rotateMasterKey.rotate();
      looked = false;
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done(
          "The master key is rotated",
          "Generation %d is active; data keys are re-wrapped under it from now on."
              .formatted(rotated.generation()));
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
    }
  }

  /** Null if it cannot be told; {@link #getFailure()} says why. */
  public @Nullable MasterKeyView getView() {
    look();
    return view;
  }

  /** Why there is no {@link #getView()}. */
  public @Nullable VaultException getFailure() {
    look();
    return failure;
  }

  private void look() {
    if (looked) {
      return;
    }
    looked = true;
    try {
      view = rotateMasterKey.current();
      failure = null;
    } catch (RuntimeException e) {
      view = null;
      failure = FormProblems.failure(e);
    }
  }

  /** How much of the re-wrapping is done, in whole percent: 100 only when nothing remains. */
  public int getPercent() {
    MasterKeyView known = getView();
    return known == null ? 0 : percent(known.total(), known.remaining());
  }

  static int percent(long total, long remaining) {
    if (remaining <= 0) {
      return WHOLE;
    }
    // Data keys that were made meanwhile under an older key can make more remain than there were.
    return total <= remaining ? 0 : (int) ((total - remaining) * WHOLE / total);
  }
}
