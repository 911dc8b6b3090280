package org.holdfast.domain.alert;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;

/** Alerts, and what raises them; each method in the transaction of its caller. */
public interface AlertRepository {

  /** This node's alerts that last. */
  List<Alert> open();

  /** Newest first, of all nodes. */
  Page<Alert> query(AlertQuery query, PageRequest page);

  /** One of any node. */
  Optional<Alert> find(UUID id);

  /**
   * Adds an alert, with its acknowledgement and end if it has them; does nothing if it is there.
   */
  void add(Alert alert);

  /** Keeps the newest detail, and when it ended; the acknowledgement stays what it is. */
  void update(Alert alert);

  /** Keeps an acknowledgement; false if the alert is over or has one. */
  boolean acknowledge(UUID id, Alert.Acknowledgement acknowledgement);

  /** This node's settings; empty if nobody has made any. */
  Optional<AlertSettings> settings();

  /** Puts settings in the place of those with the revision that was seen; false if it changed. */
  boolean save(AlertSettings settings, UUID seen);
}
