package org.holdfast.ejb.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.PasswordHasher;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.IdentityCache.Purpose;

/** Proves who somebody is. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Authenticate {

  @Inject private AccessTransactions transactions;
  @Inject private SignInDelays delays;
  @Inject private IdentityCache cache;
  @Inject private PasswordHasher hasher;
  @Inject private CertificateSignIn certificates;
  @Inject private Refusals refusals;

  /**
   * By user name and password; audited. After repeated failures a growing delay sets in, for
   * unknown names too.
   *
   * @param name as typed
   * @throws VaultException {@link ErrorCode#SIGN_IN_REFUSED}; {@link ErrorCode#SIGN_IN_DELAYED},
   *     whose detail says how long
   */
  public Caller byPassword(String name, SecretChars password) {
    String key = name.toLowerCase(Locale.ROOT);
    Optional<Duration> wait = delays.remaining(key);
    if (wait.isPresent()) {
      throw new VaultException(
          ErrorCode.SIGN_IN_DELAYED, (wait.get().toSeconds() + 1) + " seconds");
    }
    Optional<User> user = user(name);
    boolean right = user.isPresent() && hasher.matches(password, user.get().passwordHash());
    if (user.isEmpty()) {
      hasher.matchNobody(password);
    }
    if (!right) {
      delays.failed(key);
      // A name that nobody has may be a password typed in the wrong field: it is not recorded.
      String actor = user.map(known -> known.name().value()).orElse(Refusals.UNKNOWN);
      refusals.recordUnproved(actor, AuditOperation.SIGN_IN, null, ErrorCode.SIGN_IN_REFUSED, "");
      throw new VaultException(ErrorCode.SIGN_IN_REFUSED);
    }
    delays.succeeded(key);
    Caller caller = Caller.of(user.get());
    transactions.audit(
        AuditEvent.succeeded(
            caller.name(), AuditOperation.SIGN_IN, null, caller.role().displayName()));
    return caller;
  }

  /**
   * By user name and password on a request that carries both: as {@link #byPassword}, but a
   * password verified a short while ago is not hashed again.
   */
  public Caller byBasic(String name, SecretChars password) {
    String qualifier = name.toLowerCase(Locale.ROOT);
    Optional<Caller> known = cache.find(Purpose.PASSWORD, qualifier, password);
    if (known.isPresent()) {
      return known.get();
    }
    // A client with many connections would otherwise have its password hashed on each of them.
    synchronized (cache.turnOf(Purpose.PASSWORD, qualifier, password)) {
      return cache
          .find(Purpose.PASSWORD, qualifier, password)
          .orElseGet(
              () -> {
                long mark = cache.mark();
                Caller caller = byPassword(name, password);
                cache.put(Purpose.PASSWORD, qualifier, password, caller, mark);
                return caller;
              });
    }
  }

  /**
   * By a bearer token from {@link IssueToken}.
   *
   * @throws VaultException {@link ErrorCode#NOT_SIGNED_IN}
   */
  public Caller byToken(SecretChars token) {
    return cache
        .find(Purpose.TOKEN, "", token)
        .orElseThrow(() -> new VaultException(ErrorCode.NOT_SIGNED_IN));
  }

  /**
   * By the client certificate that was proved in the TLS handshake: its fingerprint is looked up on
   * each request, so that suspension and revocation count from the next one on. A success leaves no
   * audit record, as the record of the use case names the endpoint; a refusal does, but at most one
   * a minute per certificate, so that a broken client cannot flood the trail.
   *
   * @param fingerprint SHA-256 of the whole certificate
   * @throws VaultException {@link ErrorCode#CERTIFICATE_NOT_KNOWN} for one that this vault did not
   *     give out, or that is revoked or expired; {@link ErrorCode#ENDPOINT_SUSPENDED}
   */
  public Caller byCertificate(Bytes fingerprint) {
    return certificates.signIn(fingerprint);
  }

  private Optional<User> user(String name) {
    try {
      return transactions.find(new UserName(name));
    } catch (VaultException e) {
      if (e.code() == ErrorCode.USER_NAME_INVALID) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
