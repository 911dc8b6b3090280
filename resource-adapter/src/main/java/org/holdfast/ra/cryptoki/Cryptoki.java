package org.holdfast.ra.cryptoki;

import java.io.IOException;
import java.nio.file.Path;
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

  /** By real path: a library that two names lead to is initialized once for the process. */
  private final Map<Path, Library> libraries = new ConcurrentHashMap<>();

  private final Map<Path, Library> byName = new ConcurrentHashMap<>();
  private final Library.Loader loader;

  public Cryptoki() {
    this(PKCS11Module::getInstance);
  }

  Cryptoki(Library.Loader loader) {
    this.loader = loader;
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
    TokenSession session =
        new TokenSession(library(target).resolve(target.tokenLabel()), target.vendor());
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
    Dispositions dispositions = Dispositions.of(target.vendor());
    Library library = library(target);
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
  }

  /** As {@link org.holdfast.domain.hsm.HsmConnectionFactory#forget}. */
  public void forget(HsmTarget target) {
    library(target).lastResolved(target.tokenLabel()).ifPresent(Token::forget);
  }

  /** As {@link org.holdfast.domain.hsm.HsmConnectionFactory#inspect}. */
  public TokenFacts inspect(HsmTarget target) throws HsmException {
    Library library = library(target);
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

  /** Finalizes the libraries, wipes the credentials and lets go of the wrapper. */
  @Override
  public void close() {
    libraries.values().forEach(Library::close);
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
        name -> libraries.computeIfAbsent(realPath(name), path -> new Library(name, loader)));
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
