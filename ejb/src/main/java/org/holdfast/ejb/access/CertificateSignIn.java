package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.ejb.rootoftrust.VaultRestored;

/**
 * Who calls with a certificate. Good ones are remembered together with the epoch of the access
 * tables, which each request reads: a suspension or revocation counts from the next request on.
 */
@ApplicationScoped
class CertificateSignIn {

  /** A certificate with the endpoint that it was given to. */
  record Holder(EndpointCertificate certificate, Endpoint endpoint) {}

  private record Good(EndpointCertificate certificate, Caller caller, long epoch) {}

  private static final int MAX_ENTRIES = 10_000;
  private static final Duration BETWEEN_RECORDS = Duration.ofMinutes(1);

  @Inject private AccessTransactions transactions;
  @Inject private WalletRepository wallets;
  @Inject private Refusals refusals;
  @Inject private Clock clock;

  private final Map<Bytes, Good> good = bounded();
  private final Map<Bytes, Instant> recorded = bounded();

  Caller signIn(Bytes fingerprint) {
    long epoch = wallets.epoch();
    Instant now = clock.instant();
    Optional<Good> known = known(fingerprint, epoch);
    if (known.isPresent() && known.get().certificate().isGoodAt(now)) {
      return known.get().caller();
    }
    Optional<Holder> holder = transactions.holder(fingerprint);
    Endpoint endpoint =
        holder
            .filter(found -> found.certificate().isGoodAt(now))
            .map(Holder::endpoint)
            .orElseThrow(() -> refused(fingerprint, holder, ErrorCode.CERTIFICATE_NOT_KNOWN));
    if (endpoint.state() == EndpointState.SUSPENDED) {
      throw refused(fingerprint, holder, ErrorCode.ENDPOINT_SUSPENDED);
    }
    if (endpoint.state() != EndpointState.ENROLLED) {
      throw refused(fingerprint, holder, ErrorCode.CERTIFICATE_NOT_KNOWN);
    }
    Caller caller = Caller.of(endpoint);
    remember(fingerprint, new Good(holder.get().certificate(), caller, epoch));
    return caller;
  }

  /** A backup may know other certificates, under epochs that the tables before had too. */
  void onRestore(@Observes VaultRestored restored) {
    synchronized (good) {
      good.clear();
    }
  }

  private VaultException refused(Bytes fingerprint, Optional<Holder> holder, ErrorCode code) {
    if (isToBeRecorded(fingerprint)) {
      Optional<Endpoint> endpoint = holder.map(Holder::endpoint);
      UUID subject = endpoint.map(known -> known.id().value()).orElse(null);
      refusals.recordUnproved(
          endpoint.map(Caller::nameOf).orElse(Refusals.UNKNOWN),
          AuditOperation.SIGN_IN,
          subject,
          code,
          "certificate " + fingerprint.toHex());
    }
    return code == ErrorCode.ENDPOINT_SUSPENDED && holder.isPresent()
        ? new VaultException(code, holder.get().endpoint().name().value())
        : new VaultException(code);
  }

  private Optional<Good> known(Bytes fingerprint, long epoch) {
    synchronized (good) {
      return Optional.ofNullable(good.get(fingerprint)).filter(entry -> entry.epoch() == epoch);
    }
  }

  private void remember(Bytes fingerprint, Good entry) {
    synchronized (good) {
      good.put(fingerprint, entry);
    }
  }

  private boolean isToBeRecorded(Bytes fingerprint) {
    Instant now = clock.instant();
    synchronized (recorded) {
      Instant last = recorded.get(fingerprint);
      if (last != null && now.isBefore(last.plus(BETWEEN_RECORDS))) {
        return false;
      }
      recorded.put(fingerprint, now);
      return true;
    }
  }

  private static <V> Map<Bytes, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Bytes, V> eldest) {
        return size() > MAX_ENTRIES;
      }
    };
  }
}
