package org.holdfast.ra.cryptoki;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.secret.SecretChars;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;

/**
 * The PKCS#11 libraries of one resource adapter. Nothing is loaded before it is asked for, so
 * making one cannot fail; {@link #close} finalizes whatever was loaded.
 */
public final class Cryptoki implements AutoCloseable {

  /** Undeploying waits for calls in flight, but not for ever. */
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

  /** By real path: a library that two names lead to is initialized once for the process. */
  private final Map<Path, Library> libraries = new ConcurrentHashMap<>();

  private final Map<Path, Library> byName = new ConcurrentHashMap<>();
  private final CallThreads threads = new CallThreads();
  private final Library.Loader loader;
  private final Duration deadline;

  /**
   * No library yet.
   *
   * @param deadline after which a caller is answered, whether the library has returned or not
   */
  public Cryptoki(Duration deadline) {
    this(PKCS11Module::getInstance, deadline);
  }

  Cryptoki(Library.Loader loader, Duration deadline) {
    this.loader = loader;
    this.deadline = deadline;
  }

  /**
   * Refuses what needs no token to be refused: a target whose credential was refused, or one that
   * has none. Sends nothing; a target that was never seen passes.
   */
  public void requireCredential(HsmTarget target) throws HsmException {
    Optional<Token> known = library(target).lastResolved(target.tokenLabel());
    if (known.isPresent()) {
      known.get().requireCredential();
    }
  }

  /**
   * Waits until a connection to a token may be used, where the vendor pack limits its sessions.
   *
   * @param patienceMillis for how long
   * @return to be closed when the connection is used no more
   * @throws HsmUnavailable with {@link HsmFault#BUSY} if none is free in time
   */
  public SessionPermit reserve(HsmTarget target, long patienceMillis) throws HsmUnavailable {
    Token known = library(target).lastResolved(target.tokenLabel()).orElse(null);
    SessionLimit limit = known == null ? null : known.limit(target.vendor());
    return known == null || limit == null
        ? SessionPermit.unlimited()
        : limit.reserve(known.id().label(), patienceMillis);
  }

  /** Opens a session on the logged-in token. */
  public TokenSession open(HsmTarget target) throws HsmException {
    requireCredential(target);
    Library library = library(target);
    return library.lane().call("open a session", () -> open(library, target), TokenSession::close);
  }

  private static TokenSession open(Library library, HsmTarget target) throws HsmException {
    TokenSession session = new TokenSession(library.resolve(target.tokenLabel()), target.vendor());
    try {
      session.open();
      return session;
    } catch (HsmException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** As {@link org.holdfast.domain.hsm.HsmConnectionFactory#login}. */
  public void login(HsmTarget target, SecretChars credential) throws HsmException {
    Library library = library(target);
    // The call may outlive its caller, who closes the credential.
    library
        .lane()
        .call(
            "log in",
            GuardedCall.owning(credential.copy(), own -> login(library, target, own)),
            Token::forget);
  }

  private static Token login(Library library, HsmTarget target, SecretChars credential)
      throws HsmException {
    Dispositions dispositions = Dispositions.of(target.vendor());
    long before = library.epoch();
    Token token = library.resolve(target.tokenLabel());
    if (library.epoch() == before) {
      library.refreshFor(token);
    }
    long seen = library.epoch();
    try {
      token.login(credential, dispositions);
    } catch (PKCS11Exception notSent) {
      if (dispositions.of(notSent) == Disposition.REINITIALIZE) {
        library.reinitialize(seen);
      }
      loginAnew(token, credential, dispositions);
    }
    return token;
  }

  /** As {@link org.holdfast.domain.hsm.HsmConnectionFactory#forget}. */
  public void forget(HsmTarget target) {
    Library library = library(target);
    Optional<Token> known = library.lastResolved(target.tokenLabel());
    if (known.isEmpty()) {
      return;
    }
    try {
      library.lane().call("log out", () -> forget(known.get()), done -> {});
    } catch (HsmException e) {
      // Nobody is to use this login any more, whatever the library makes of it.
      known.get().disown();
      CryptokiLog.LOG.debugf("Forgetting a login: %s", e.getMessage());
    }
  }

  private static boolean forget(Token token) {
    token.forget();
    return true;
  }

  /** As {@link org.holdfast.domain.hsm.HsmConnectionFactory#inspect}. */
  public TokenFacts inspect(HsmTarget target) throws HsmException {
    Library library = library(target);
    return library.lane().call("look at the token", () -> inspect(library, target), facts -> {});
  }

  private static TokenFacts inspect(Library library, HsmTarget target) throws HsmException {
    Token token = library.resolve(target.tokenLabel());
    library.enter();
    try {
      return TokenReader.facts(library, library.locate(token.id()));
    } catch (PKCS11Exception e) {
      throw Faults.translate(
          "look at token " + token.id().label(), e, Dispositions.of(target.vendor()));
    } finally {
      library.exit();
    }
  }

  /** As {@link org.holdfast.domain.hsm.HsmConnectionFactory#tokens}. */
  public List<TokenFacts> tokens(HsmTarget target) throws HsmException {
    Library library = library(target);
    return library.lane().call("list its tokens", () -> tokens(library, target), facts -> {});
  }

  private static List<TokenFacts> tokens(Library library, HsmTarget target) throws HsmException {
    library.ensureInitialized();
    library.enter();
    try {
      return library.facts();
    } catch (PKCS11Exception e) {
      throw Faults.translate(
          "list the tokens of " + target.library(), e, Dispositions.of(target.vendor()));
    } finally {
      library.exit();
    }
  }

  /**
   * Finalizes the libraries, wipes the credentials and lets go of the wrapper. A library that does
   * not answer is left behind, and finalized should it return.
   */
  @Override
  public void close() {
    for (Library library : libraries.values()) {
      if (!threads.runWithin(LONGEST_FAREWELL, library::close)) {
        CryptokiLog.LOG.libraryLeftBehind(library.path());
      }
    }
    WrapperLog.remove();
  }

  private static void loginAnew(Token token, SecretChars credential, Dispositions dispositions)
      throws HsmException {
    try {
      token.login(credential, dispositions);
    } catch (PKCS11Exception e) {
      throw Faults.translate("reach token " + token.id().label(), e, dispositions);
    }
  }

  private Library library(HsmTarget target) {
    return byName.computeIfAbsent(
        target.library(),
        name -> libraries.computeIfAbsent(realPath(name), path -> newLibrary(name)));
  }

  private Library newLibrary(Path name) {
    return new Library(name, loader, new CallLane(name, threads, deadline));
  }

  private static Path realPath(Path name) {
    try {
      return name.toRealPath();
    } catch (IOException e) {
      // Loading it will say what is wrong with it.
      return name.toAbsolutePath().normalize();
    }
  }
}
