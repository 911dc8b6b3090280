package org.holdfast.domain.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A condition, from its first to its last finding.
 *
 * @param node whose condition it is
 * @param finding what was found, with its newest detail
 * @param since when it was found first
 * @param acknowledgement null if nobody has acknowledged it
 * @param cleared when it was found to be over; null while it lasts
 */
public record Alert(
    UUID id,
    UUID node,
    Finding finding,
    Instant since,
    @Nullable Acknowledgement acknowledgement,
    @Nullable Instant cleared) {

  /**
   * Who knows of it.
   *
   * @param note what they say about it; may be empty
   */
  public record Acknowledgement(String by, Instant at, String note) {}

  /** Where it stands. */
  public AlertState state() {
    if (cleared != null) {
      return AlertState.CLEARED;
    }
    return acknowledgement == null ? AlertState.RAISED : AlertState.ACKNOWLEDGED;
  }

  /** What it says at first: the document's text for HSM alerts (S82), else title of the cause. */
  public String text() {
    String documented = finding.kind().documentedText();
    return documented == null
        ? finding.kind().displayName() + ": " + finding.code().title()
        : documented;
  }

  Alert with(Finding newer) {
    return new Alert(id, node, newer, since, acknowledgement, cleared);
  }

  Alert clearedAt(Instant when) {
    return new Alert(id, node, finding, since, acknowledgement, when);
  }
}
