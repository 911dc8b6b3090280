package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.object.PauseRewrapping;
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
  private static final int SECONDS_OF_MINUTE = 60;

  @Inject private RotateMasterKey rotateMasterKey;
  @Inject private PauseRewrapping pauseRewrapping;
  private final Clock clock = Clock.systemUTC();

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

  /** Pauses re-wrapping. */
  public void pause() {
    try {
      pauseRewrapping.pause();
      looked = false;
      FormProblems.done(
          "Re-wrapping is paused",
          "It stays paused until it is resumed, also when the server restarts. Nothing becomes"
              + " unreadable.");
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  /** Resumes re-wrapping. */
  public void resume() {
    try {
      pauseRewrapping.resume();
      looked = false;
      FormProblems.done("Re-wrapping is resumed", "It goes on where it was.");
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  /** How long it will take, in words; null if that cannot be told. */
  public @Nullable String getLeft() {
    MasterKeyView known = getView();
    Instant end = known == null ? null : known.estimatedEnd();
    return end == null ? null : left(Duration.between(clock.instant(), end));
  }

  /** A duration in words: whole minutes, rounded up. */
  static String left(Duration left) {
    long seconds = left.toSeconds();
    return seconds < SECONDS_OF_MINUTE
        ? "less than a minute left"
        : "about " + (seconds + SECONDS_OF_MINUTE - 1) / SECONDS_OF_MINUTE + " min left";
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
