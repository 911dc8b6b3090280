package org.holdfast.domain.hsm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * An HSM with any number of tokens, in memory. It keeps {@link HsmConnectionContract}, so what is
 * proved with it holds for the resource adapter too. It can be told to fail in the ways that real
 * ones do; see {@link FakeToken}.
 */
public final class FakeHsm implements HsmConnectionFactory {

  /** Where the fake says its library is. */
  public static final Path LIBRARY = Path.of("/opt/fake/libfake.so");

  private static final class Login {
    private @Nullable SecretChars credential;
    private boolean refused;
  }

  private final List<FakeToken> tokens = new ArrayList<>();
  private final Map<FakeToken, Login> logins = new HashMap<>();
  private final Map<String, FakeToken> lastFound = new HashMap<>();
  private @Nullable String libraryProblem;
  private boolean exhausted;
  private int openConnections;

  /** A vendor pack that fits, with all mechanisms. */
  public static VendorPack vendor() {
    return TestVendors.plain("fake", LIBRARY);
  }

  /** The token with that label; null means the only one. */
  public static HsmTarget target(@Nullable String label) {
    return new HsmTarget(vendor(), LIBRARY, label);
  }

  /** Adds a token, reachable, with no keys. */
  public synchronized FakeToken addToken(String label, String pin) {
    int slot = tokens.size();
    FakeToken token = new FakeToken(label, "%016d".formatted(slot + 1), slot, pin);
    tokens.add(token);
    return token;
  }

  /** From now on the library does not load, for that reason; null: it loads again. */
  public synchronized void breakLibrary(@Nullable String reason) {
    libraryProblem = reason;
  }

  /** While true, the pool has no free session. */
  public synchronized void exhaust(boolean isExhausted) {
    exhausted = isExhausted;
  }

  /** Connections that were given out and not closed. */
  public synchronized int openConnections() {
    return openConnections;
  }

  @Override
  public synchronized HsmConnection getConnection(HsmTarget target) throws HsmException {
    FakeToken known = lastFound.get(String.valueOf(target.tokenLabel()));
    if (known != null) {
      requireCredential(known);
    }
    requireLibrary();
    FakeToken token = find(target);
    requireCredential(token);
    if (exhausted) {
      throw new HsmUnavailable(HsmFault.BUSY, "All sessions are in use");
    }
    openConnections++;
    return new FakeConnection(this, token, target.vendor());
  }

  @Override
  public synchronized void login(HsmTarget target, SecretChars credential) throws HsmException {
    requireLibrary();
    FakeToken token = find(target);
    Login login = login(token);
    String refusal = token.checkPin(credential);
    if (refusal == null) {
      keep(login, credential);
      return;
    }
    SecretChars former = login.credential;
    if (former == null || former.contentEquals(credential)) {
      refuse(login);
    } else {
      rollBack(token, login, former);
    }
    throw refused(refusal);
  }

  @Override
  public synchronized void forget(HsmTarget target) {
    FakeToken known = lastFound.get(String.valueOf(target.tokenLabel()));
    if (known != null) {
      Login login = login(known);
      close(login);
      login.refused = false;
    }
  }

  @Override
  public synchronized TokenFacts inspect(HsmTarget target) throws HsmException {
    requireLibrary();
    return find(target).facts();
  }

  @Override
  public synchronized List<TokenFacts> tokens(VendorPack vendor, Path library) throws HsmException {
    requireLibrary();
    return tokens.stream().map(FakeToken::facts).toList();
  }

  /** Loses the logins, as a restart of the HSM does; the kept credentials are sent again. */
  public synchronized void loseLogins() throws HsmException {
    for (FakeToken token : tokens) {
      Login login = login(token);
      SecretChars kept = login.credential;
      if (kept != null && token.checkPin(kept) != null) {
        refuse(login);
      }
    }
  }

  synchronized void requireUsable(FakeToken token) throws HsmException {
    requireLibrary();
    requireCredential(token);
    if (!token.isPresent()) {
      throw gone(token.label());
    }
  }

  synchronized void connectionClosed() {
    openConnections--;
  }

  private void requireLibrary() throws HsmUnavailable {
    if (libraryProblem != null) {
      throw new HsmUnavailable(
          HsmFault.LIBRARY_NOT_LOADED, "Could Not Load PKCS#11 Library: " + libraryProblem);
    }
  }

  private void requireCredential(FakeToken token) throws HsmException {
    Login login = login(token);
    if (login.refused) {
      throw new HsmLoginRefused(
          HsmFault.CREDENTIAL_REFUSED_BEFORE, "The token refused this HSM credential before");
    }
    if (login.credential == null) {
      throw new HsmUnavailable(HsmFault.NOT_LOGGED_IN, "No HSM credential was given");
    }
  }

  private FakeToken find(HsmTarget target) throws HsmException {
    String label = target.tokenLabel();
    List<FakeToken> there =
        tokens.stream()
            .filter(FakeToken::isPresent)
            .filter(token -> label == null || token.label().equals(label))
            .toList();
    if (there.size() > 1) {
      throw new HsmRejected(HsmFault.TOKEN_AMBIGUOUS, "Could Not Get Slot for HSM: several tokens");
    }
    FakeToken found =
        Optional.of(there).filter(list -> !list.isEmpty()).map(list -> list.get(0)).orElse(null);
    if (found == null) {
      throw gone(String.valueOf(label));
    }
    lastFound.put(String.valueOf(label), found);
    return found;
  }

  private Login login(FakeToken token) {
    return logins.computeIfAbsent(token, unknown -> new Login());
  }

  private static void rollBack(FakeToken token, Login login, SecretChars former)
      throws HsmUnavailable {
    String again = token.checkPin(former);
    if (again != null) {
      refuse(login);
      throw new HsmUnavailable(
          HsmFault.ROLLBACK_FAILED,
          "The new HSM credential failed and the former one could not be logged in again",
          again,
          null);
    }
  }

  private static void keep(Login login, SecretChars credential) {
    close(login);
    login.credential = credential.copy();
    login.refused = false;
  }

  private static void refuse(Login login) {
    close(login);
    login.refused = true;
  }

  private static void close(Login login) {
    SecretChars former = login.credential;
    login.credential = null;
    if (former != null) {
      former.close();
    }
  }

  private static HsmLoginRefused refused(String ckr) {
    HsmFault fault =
        ckr.equals("CKR_PIN_LOCKED") ? HsmFault.CREDENTIAL_LOCKED : HsmFault.CREDENTIAL_REFUSED;
    return new HsmLoginRefused(fault, "The token refused the HSM credential", ckr, null);
  }

  private static HsmUnavailable gone(String label) {
    return new HsmUnavailable(
        HsmFault.SLOT_NOT_FOUND, "Could Not Get Slot for HSM: no token " + label);
  }
}
