package org.holdfast.ejb.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.alert.Alert;
import org.holdfast.domain.alert.AlertBook;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.node.Database;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.ejb.mail.MailAccount;
import org.holdfast.ejb.node.DatabaseOutage;
import org.holdfast.ejb.node.SchemaState;
import org.jspecify.annotations.Nullable;

/**
 * Asks every source, and keeps the alerts of this node. With the database away it goes on: what
 * cannot be stored is told all the same, and stored later.
 */
@ApplicationScoped
public class Monitoring {

  @Inject @Any private Instance<AlertSource> sources;
  @Inject private AlertTransactions transactions;
  @Inject private MonitoringSettings settings;
  @Inject private MailAccount mail;
  @Inject private AlertTeller teller;
  @Inject private Database database;
  @Inject private SchemaState schema;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  private volatile @Nullable AlertBook book;
  private boolean storing = true;

  /** The alerts of this node that last, the oldest first; asks no database. */
  public List<Alert> open() {
    AlertBook known = book;
    return known == null ? List.of() : known.open();
  }

  /** One turn: look, store, tell. */
  synchronized void turn() {
    AlertBook alerts = requireBook();
    boolean stores = schema.isReady() && database.answers() && load(alerts);
    AlertSettings inForce = settings.current();
    Set<AlertKind> looked = EnumSet.noneOf(AlertKind.class);
    List<Finding> found = new ArrayList<>();
    for (AlertSource source : sources) {
      if (stores || !source.needsDatabase()) {
        look(source, inForce, looked, found);
      }
    }
    for (AlertKind kind : AlertKind.values()) {
      if (!inForce.isOn(kind)) {
        looked.add(kind);
      }
    }
    List<AlertBook.Change> changes =
        alerts.update(looked, found, clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (stores) {
      store(alerts);
    }
    changes.forEach(change -> teller.tell(change, inForce));
  }

  /** Brings the book in step with what somebody has just changed in the database. */
  synchronized void refresh() {
    load(requireBook());
  }

  private AlertBook requireBook() {
    AlertBook known = book;
    if (known == null) {
      known = new AlertBook(node.id(), () -> Uuid7.next(random));
      book = known;
    }
    return known;
  }

  /** False if the tables cannot be read. */
  private boolean load(AlertBook alerts) {
    try {
      settings.refresh();
      mail.refresh();
      alerts.load(transactions.open());
      return true;
    } catch (RuntimeException e) {
      unstored(e);
      return false;
    }
  }

  private static void look(
      AlertSource source, AlertSettings inForce, Set<AlertKind> looked, List<Finding> found) {
    try {
      Optional<List<Finding>> findings = source.findings(inForce);
      if (findings.isPresent()) {
        looked.addAll(source.kinds());
        findings.get().stream().filter(finding -> inForce.isOn(finding.kind())).forEach(found::add);
      }
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        AlertMessages.LOG.sourceFailed(source.kinds().toString(), e);
      }
    }
  }

  private void store(AlertBook alerts) {
    List<AlertBook.Change> changes = alerts.unstored();
    if (changes.isEmpty()) {
      return;
    }
    try {
      transactions.store(changes);
      alerts.stored(changes);
      storing = true;
    } catch (RuntimeException e) {
      unstored(e);
    }
  }

  /** Said once, and again when it has worked meanwhile. */
  private void unstored(RuntimeException cause) {
    if (storing) {
      AlertMessages.LOG.notStored(String.valueOf(cause.getMessage()));
    }
    storing = false;
  }
}
