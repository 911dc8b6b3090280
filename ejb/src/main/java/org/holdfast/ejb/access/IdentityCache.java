package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.VaultRestored;

/**
 * Who a secret belongs to, for a short while: verified passwords and issued tokens. Holds neither,
 * but their MAC under a key that this process made; bounded, and emptied of a user whose password
 * changes.
 */
@ApplicationScoped
class IdentityCache {

  /** What a secret is; the same characters are two secrets as a password and as a token. */
  enum Purpose {
    PASSWORD(Duration.ofMinutes(5)),
    TOKEN(Duration.ofMinutes(15));

    private final Duration lifetime;

    Purpose(Duration lifetime) {
      this.lifetime = lifetime;
    }
  }

  private record Entry(Caller caller, Instant expires) {}

  private static final int MAX_ENTRIES = 10_000;
  private static final int KEY_BYTES = 32;

  @Inject private Clock clock;

  private static final int STRIPES = 64;

  private final Object[] stripes =
      Stream.generate(Object::new).limit(STRIPES).toArray(Object[]::new);
  private final SecretKeySpec key = freshKey();
  private final Map<Bytes, Entry> entries = new LinkedHashMap<>();
  private long forgotten;

  /** Changes with each {@link #forget}: what was verified before that is not to be remembered. */
  long mark() {
    synchronized (entries) {
      return forgotten;
    }
  }

  /**
   * Remembers a secret; returns when it is forgotten.
   *
   * @param mark from before the secret was verified
   */
  Instant put(Purpose purpose, String qualifier, SecretChars secret, Caller caller, long mark) {
    Instant expires = clock.instant().plus(purpose.lifetime);
    Bytes digest = digest(purpose, qualifier, secret);
    synchronized (entries) {
      if (mark != forgotten) {
        return expires;
      }
      entries.remove(digest);
      dropExpired();
      if (entries.size() >= MAX_ENTRIES) {
        Iterator<Bytes> oldest = entries.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
      entries.put(digest, new Entry(caller, expires));
    }
    return expires;
  }

  Optional<Caller> find(Purpose purpose, String qualifier, SecretChars secret) {
    Bytes digest = digest(purpose, qualifier, secret);
    synchronized (entries) {
      Entry entry = entries.get(digest);
      return entry == null || !clock.instant().isBefore(entry.expires())
          ? Optional.empty()
          : Optional.of(entry.caller());
    }
  }

  /**
   * What to hold while a secret is verified: of those who bring the same one at the same moment,
   * one verifies it and the others find it remembered. Different secrets seldom share one, and
   * nobody outside can tell which do.
   */
  Object turnOf(Purpose purpose, String qualifier, SecretChars secret) {
    return stripes[Math.floorMod(digest(purpose, qualifier, secret).hashCode(), STRIPES)];
  }

  void forget(UserName user) {
    synchronized (entries) {
      forgotten++;
      entries.values().removeIf(entry -> entry.caller().name().equals(user.value()));
    }
  }

  /** The users of a backup may have other passwords, or be others. */
  void onRestore(@Observes VaultRestored restored) {
    synchronized (entries) {
      forgotten++;
      entries.clear();
    }
  }

  private void dropExpired() {
    Instant now = clock.instant();
    entries.values().removeIf(entry -> !now.isBefore(entry.expires()));
  }

  private Bytes digest(Purpose purpose, String qualifier, SecretChars secret) {
    try (SecretBytes utf8 = secret.toUtf8(SecretAccess.granted())) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(
          (purpose + "\n" + qualifier + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return utf8.lend(SecretAccess.granted(), content -> Bytes.of(mac.doFinal(content)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", e);
    }
  }

  private static SecretKeySpec freshKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new SecretKeySpec(bytes, "HmacSHA256");
  }
}
