package org.holdfast.ra.cryptoki;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.TokenFacts;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.TokenException;
import org.xipki.pkcs11.wrapper.TokenInfo;

/**
 * One PKCS#11 library of the process. It is loaded and initialized when first used. Calls share it;
 * finalizing and initializing it anew waits for them, keeps others out, and begins a new epoch:
 * what was opened or found in a former epoch must not be used any more.
 *
 * <p>Lock order: library before token. A thread that is inside ({@link #enter}) never initializes.
 */
final class Library {

  private static final String ANY_LABEL = "";

  /** Loads a library; the wrapper's own loader but for tests. */
  interface Loader {
    PKCS11Module load(String path) throws IOException;
  }

  private final Path path;
  private final Loader loader;
  private final CallLane lane;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicLong epoch = new AtomicLong();
  private final Map<TokenId, Token> tokens = new ConcurrentHashMap<>();

  /** What a label (or none) was last resolved to; answers without asking the library. */
  private final Map<String, Token> lastResolved = new ConcurrentHashMap<>();

  private volatile @Nullable PKCS11Module module;
  private volatile boolean initialized;
  private volatile boolean closed;

  /**
   * A library that is not loaded yet.
   *
   * @param lane takes the calls into it; nothing else here goes through it by itself
   */
  Library(Path path, Loader loader, CallLane lane) {
    this.path = path;
    this.loader = loader;
    this.lane = lane;
  }

  Path path() {
    return path;
  }

  /** The way for calls from outside. */
  CallLane lane() {
    return lane;
  }

  /** Starts a call; the library stays as it is until {@link #exit}. */
  void enter() {
    lock.readLock().lock();
  }

  void exit() {
    lock.readLock().unlock();
  }

  /** Counts the initializations. Stays the same between {@link #enter} and {@link #exit}. */
  long epoch() {
    return epoch.get();
  }

  boolean isInitialized() {
    return initialized;
  }

  void ensureInitialized() throws HsmUnavailable {
    if (initialized) {
      return;
    }
    lock.writeLock().lock();
    try {
      Attempt.requireWanted();
      if (!initialized) {
        initialize();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Finalizes and initializes the library, unless that was done since {@code seen}: of several
   * callers who met the same failure one does it for all.
   */
  void reinitialize(long seen) throws HsmUnavailable {
    lock.writeLock().lock();
    try {
      Attempt.requireWanted();
      if (epoch.get() == seen) {
        CryptokiLog.LOG.libraryReinitialized(path);
        finalizeQuietly();
        initialize();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Initializes the library again if no other token is logged in, so that a new credential is
   * checked by a library that knows nothing from before: some (SoftHSM2) read a token's PIN when
   * they are initialized, and would refuse one that was changed since.
   */
  void refreshFor(Token token) throws HsmUnavailable {
    for (Token other : tokens.values()) {
      if (!other.equals(token) && other.isReady()) {
        return;
      }
    }
    reinitialize(epoch());
  }

  /** The token last found under that label, whether it is still there or not. */
  Optional<Token> lastResolved(@Nullable String label) {
    return Optional.ofNullable(lastResolved.get(key(label)));
  }

  /**
   * The token with that label, looked for anew (S15, S21). If it is not there the library is
   * initialized again, once, since some libraries see a token that came back only then.
   */
  Token resolve(@Nullable String label) throws HsmException {
    ensureInitialized();
    long seen = epoch();
    Optional<Token> found = lookUp(label);
    if (found.isEmpty()) {
      reinitialize(seen);
      found = lookUp(label);
    }
    return found.orElseThrow(
        () ->
            new HsmUnavailable(
                HsmFault.SLOT_NOT_FOUND,
                Faults.NO_SLOT
                    + (label == null ? ": no token in " : ": no token " + label + " in ")
                    + path));
  }

  /**
   * The slot that token is in now. To be called between {@link #enter} and {@link #exit}.
   *
   * @throws TokenGone if it is in none
   */
  Slot locate(TokenId token) throws PKCS11Exception {
    for (Present present : scan()) {
      if (present.id().equals(token)) {
        return present.slot();
      }
    }
    throw new TokenGone(token, null);
  }

  /** What each token says of itself. To be called between {@link #enter} and {@link #exit}. */
  List<TokenFacts> facts() throws PKCS11Exception {
    List<TokenFacts> facts = new ArrayList<>();
    for (Present present : scan()) {
      facts.add(TokenReader.facts(this, present.slot()));
    }
    return facts;
  }

  /** Description and version of the library itself. */
  String describe() {
    PKCS11Module current = module;
    if (current == null || !initialized) {
      return path.toString();
    }
    try {
      return current.getInfo().getLibraryDescription().strip()
          + " "
          + current.getInfo().getLibraryVersion();
    } catch (TokenException e) {
      return path.toString();
    }
  }

  /** Finalizes the library and wipes the credentials; a closed library initializes no more. */
  void close() {
    // Before the wait for calls in flight: whoever is next must not initialize it again.
    closed = true;
    lock.writeLock().lock();
    try {
      tokens.values().forEach(Token::wipe);
      finalizeQuietly();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Optional<Token> lookUp(@Nullable String label) throws HsmRejected {
    List<TokenId> matching;
    enter();
    try {
      matching =
          scan().stream()
              .map(Present::id)
              .filter(id -> label == null || id.label().equals(label))
              .toList();
    } catch (PKCS11Exception e) {
      // Without a slot list the token is not there; initializing again may bring it.
      CryptokiLog.LOG.debugf("No slot list from %s: %s", path, Ckr.of(e).name());
      return Optional.empty();
    } finally {
      exit();
    }
    if (matching.size() > 1) {
      throw ambiguous(label, matching);
    }
    Optional<Token> token =
        matching.stream().findFirst().map(id -> tokens.computeIfAbsent(id, this::newToken));
    token.ifPresent(found -> lastResolved.put(key(label), found));
    return token;
  }

  private HsmRejected ambiguous(@Nullable String label, List<TokenId> matching) {
    String text =
        label == null
            ? matching.stream().map(TokenId::label).collect(Collectors.joining(", "))
                + " are there; a token label must be given"
            : matching.size() + " tokens are labelled " + label;
    return new HsmRejected(HsmFault.TOKEN_AMBIGUOUS, Faults.NO_SLOT + ": " + text);
  }

  private record Present(Slot slot, TokenId id) {}

  /** The initialized tokens that answer. A slot that fails is passed over, as if it were empty. */
  private List<Present> scan() throws PKCS11Exception {
    PKCS11Module current = module;
    if (current == null || !initialized) {
      throw new PKCS11Exception(Ckr.CRYPTOKI_NOT_INITIALIZED.code());
    }
    List<Present> present = new ArrayList<>();
    for (Slot slot : current.getSlotList(true)) {
      try {
        TokenInfo info = slot.getToken().getTokenInfo();
        if (info.isTokenInitialized()) {
          present.add(new Present(slot, TokenId.of(info)));
        }
      } catch (PKCS11Exception e) {
        if (Ckr.of(e).equals(Ckr.CRYPTOKI_NOT_INITIALIZED)) {
          throw e;
        }
        CryptokiLog.LOG.debugf("No token in a slot of %s: %s", path, Ckr.of(e).name());
      }
    }
    return present;
  }

  private Token newToken(TokenId id) {
    return new Token(this, id);
  }

  private void initialize() throws HsmUnavailable {
    if (closed) {
      throw new HsmUnavailable(
          HsmFault.LIBRARY_NOT_LOADED, Faults.NO_LIBRARY + ": the resource adapter was stopped");
    }
    PKCS11Module loaded = load();
    try {
      initialize(loaded);
    } catch (PKCS11Exception e) {
      // The library is there, so it is the HSM behind it, or the client's configuration (S84).
      throw new HsmUnavailable(
          HsmFault.SLOT_NOT_FOUND,
          Faults.NO_SLOT + ": " + path + " is loaded, but does not initialize",
          Ckr.of(e).name(),
          e);
    } finally {
      epoch.incrementAndGet();
    }
    initialized = true;
    CryptokiLog.LOG.libraryInitialized(path, describe());
  }

  /**
   * An adapter that was deployed before and did not come to finalize leaves the library
   * initialized; its sessions are worthless, so the library is taken over.
   */
  private void initialize(PKCS11Module loaded) throws PKCS11Exception {
    try {
      loaded.initialize();
    } catch (PKCS11Exception e) {
      if (!Ckr.of(e).equals(Ckr.CRYPTOKI_ALREADY_INITIALIZED)) {
        throw e;
      }
      CryptokiLog.LOG.libraryInitializedByOthers(path);
      loaded.finalize(null);
      loaded.initialize();
    }
  }

  private PKCS11Module load() throws HsmUnavailable {
    PKCS11Module current = module;
    if (current != null) {
      return current;
    }
    WrapperLog.install();
    try {
      PKCS11Module loaded = loader.load(path.toString());
      module = loaded;
      return loaded;
    } catch (IOException | LinkageError e) {
      String reason = e.getMessage();
      throw new HsmUnavailable(
          HsmFault.LIBRARY_NOT_LOADED,
          Faults.NO_LIBRARY + ": " + (reason == null ? path + ": not a PKCS#11 library" : reason),
          null,
          e);
    }
  }

  private void finalizeQuietly() {
    PKCS11Module current = module;
    if (current == null || !initialized) {
      return;
    }
    initialized = false;
    epoch.incrementAndGet();
    try {
      current.finalize(null);
    } catch (PKCS11Exception e) {
      if (!Ckr.of(e).equals(Ckr.CRYPTOKI_NOT_INITIALIZED)) {
        CryptokiLog.LOG.finalizeFailed(path, Ckr.of(e).name());
      }
    }
  }

  private static String key(@Nullable String label) {
    return label == null ? ANY_LABEL : label;
  }
}
