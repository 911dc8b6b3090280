package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.RefusalCount;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Records refusals by themselves, as the transaction of what was refused is rolled back. */
@ApplicationScoped
public class Refusals {

  /** The actor of what somebody did who did not prove who they are. */
  static final String UNKNOWN = "unknown";

  private static final int MAX_DETAIL = 500;
  private static final int MAX_KINDS = 10_000;

  /** What is counted together. */
  private record Kind(String actor, AuditOperation operation, ErrorCode code) {}

  @Inject private AuditTrail audit;
  @Inject private Clock clock;

  private final Map<Kind, RefusalCount> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, RefusalCount> eldest) {
          return size() > MAX_KINDS;
        }
      };

  /**
   * Records a refusal.
   *
   * @param operation what was wanted
   * @param detail may come from outside: its control characters are replaced, its end is cut off
   */
  void record(
      String actor,
      AuditOperation operation,
      @Nullable UUID subject,
      ErrorCode code,
      String detail) {
    String clean = detail.replaceAll("[\\p{Cc}\\p{Cs}]", "?");
    int end = Math.min(clean.length(), MAX_DETAIL);
    audit.record(AuditEvent.failed(actor, operation, subject, code, clean.substring(0, end)));
  }

  /**
   * Records the refusal of somebody who has not proved who they are. They can come as often as they
   * like: past {@link RefusalCount#EACH} a minute of a kind, {@link #turn} records how many.
   */
  void recordUnproved(
      String actor,
      AuditOperation operation,
      @Nullable UUID subject,
      ErrorCode code,
      String detail) {
    if (isToBeRecorded(new Kind(actor, operation, code))) {
      record(actor, operation, subject, code, detail);
    }
  }

  /** Records how many were not recorded one by one, once a minute is over; cheap otherwise. */
  public void turn() {
    for (AuditEvent event : passedOver()) {
      audit.record(event);
    }
  }

  private boolean isToBeRecorded(Kind kind) {
    synchronized (counts) {
      return counts.computeIfAbsent(kind, fresh -> new RefusalCount()).met(clock.instant());
    }
  }

  private List<AuditEvent> passedOver() {
    List<AuditEvent> events = new ArrayList<>();
    synchronized (counts) {
      counts.forEach(
          (kind, count) -> {
            long more = count.takePassedOver(clock.instant());
            if (more > 0) {
              events.add(
                  AuditEvent.failed(
                      kind.actor(),
                      kind.operation(),
                      null,
                      kind.code(),
                      more + " more within a minute, not recorded one by one"));
            }
          });
    }
    return events;
  }
}
