package org.holdfast.ejb.object;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.ejb.node.DatabaseOutage;
import org.holdfast.ejb.node.SystemMessages;

/**
 * What becomes of objects by the passing of time: dates that take effect, rotation by policy,
 * warnings before the end. An object that fails does not keep the others from their turn.
 */
@ApplicationScoped
public class ObjectUpkeep {

  private static final Duration INTERVAL = Duration.ofSeconds(20);
  private static final int BATCH = 200;

  @EJB private RotateObject rotate;
  @EJB private UpkeepTransactions transactions;
  @Inject private SecurityObjectRepository objects;
  @Inject private Clock clock;

  private Instant next = Instant.EPOCH;

  /** One object's turn. */
  @FunctionalInterface
  private interface Turn {
    void of(ObjectId object);
  }

  /** Does what is due; cheap when nothing is. */
  public synchronized void turn() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(INTERVAL);
    each(objects.dueForState(now, BATCH), id -> transactions.applyDates(id));
    each(objects.dueForRotation(now, BATCH), id -> rotate.rotateByPolicy(id));
    transactions.warn();
    transactions.forgetOldRequests();
  }

  private static void each(List<SecurityObject> due, Turn turn) {
    for (SecurityObject object : due) {
      try {
        turn.of(object.id());
      } catch (RuntimeException e) {
        if (!DatabaseOutage.isCauseOf(e)) {
          SystemMessages.LOG.upkeepFailed(object.id().toString(), e);
        }
      }
    }
  }
}
