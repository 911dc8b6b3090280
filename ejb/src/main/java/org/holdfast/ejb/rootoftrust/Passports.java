package org.holdfast.ejb.rootoftrust;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.rootoftrust.PassportRepository;
import org.holdfast.domain.rootoftrust.RootPassport;

/** The transactions of passports (B5). */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class Passports {

  @Inject private PassportRepository passports;
  @Inject private AuditTrail audit;
  @Inject private Clock clock;

  /** The fields that differ from the passport; takes it if there is none. */
  public List<String> drift(HsmObservation seen) {
    RootPassport now = of(seen);
    return passports
        .find(seen.rootOfTrust())
        .map(before -> before.drift(now))
        .orElseGet(
            () -> {
              passports.save(seen.rootOfTrust(), now);
              return List.of();
            });
  }

  /** Takes what was seen as the new passport, and records what differed. */
  public void renew(HsmObservation seen, String actor, String note) {
    List<String> drift = drift(seen);
    passports.save(seen.rootOfTrust(), of(seen));
    audit.append(
        AuditEvent.succeeded(
            actor,
            AuditOperation.RENEW_PASSPORT,
            null,
            "%s: %s; %s"
                .formatted(
                    seen.rootOfTrust().key(),
                    drift.isEmpty() ? "nothing differed" : String.join("; ", drift),
                    note)));
  }

  private RootPassport of(HsmObservation seen) {
    return RootPassport.of(Objects.requireNonNull(seen.key()), seen.token(), clock.instant());
  }
}
