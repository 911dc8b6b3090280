package org.holdfast.ra.cryptoki;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmLoginRefused;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Slot;

/**
 * A token and its login. PKCS#11 logs in a process, not a session, and checks a credential only
 * while it is logged out; so the token is logged in once, with one kept credential, and an anchor
 * session holds the login while the pool is empty.
 *
 * <p>A credential that was refused is dropped and nothing is sent to the token until {@link #login}
 * brings another (B3): a pool that refills itself would lock the token within seconds.
 */
final class Token {

  /** What the adapter has in hand to log in with. */
  private enum Standing {
    NO_CREDENTIAL,
    CREDENTIAL_KEPT,
    CREDENTIAL_REFUSED
  }

  /** Where the token was found in an epoch of the library, and the session that holds the login. */
  private record Attachment(long epoch, Slot slot, Session anchor) {}

  /** Never repeats, so that a handle from before can never match. */
  private final AtomicLong generation = new AtomicLong();

  private final Library library;
  private final TokenId id;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /**
   * Whoever waited behind a login that is then refused would send the same credential again (B3),
   * so nobody waits.
   */
  private final Semaphore loginFree = new Semaphore(1);

  private volatile Standing standing = Standing.NO_CREDENTIAL;
  private @Nullable SecretChars credential;
  private volatile @Nullable Attachment attachment;
  private volatile boolean loggedIn;
  private volatile @Nullable SessionLimit limit;

  Token(Library library, TokenId id) {
    this.library = library;
    this.id = id;
  }

  TokenId id() {
    return id;
  }

  Library library() {
    return library;
  }

  /**
   * How many sessions it bears for users of that vendor pack, as the first pack with a limit said;
   * null if this one has none.
   */
  @Nullable SessionLimit limit(VendorPack vendor) {
    if (vendor.sessions().most().isEmpty()) {
      return null;
    }
    synchronized (id) {
      if (limit == null) {
        limit = new SessionLimit(vendor.sessions().most().getAsInt());
      }
      return limit;
    }
  }

  /** Starts a call: neither library nor login change until {@link #exit}. */
  void enter() {
    library.enter();
    lock.readLock().lock();
  }

  void exit() {
    lock.readLock().unlock();
    library.exit();
  }

  /** Changes with each login; object handles from before are worthless. */
  long generation() {
    return generation.get();
  }

  /** Whether calls can be made without {@link #makeReady}. */
  boolean isReady() {
    Attachment current = attachment;
    return loggedIn
        && current != null
        && library.isInitialized()
        && current.epoch() == library.epoch();
  }

  /**
   * @throws HsmLoginRefused if the credential was refused
   * @throws HsmUnavailable if none was given
   */
  void requireCredential() throws HsmException {
    switch (standing) {
      case CREDENTIAL_KEPT -> {}
      case NO_CREDENTIAL ->
          throw new HsmUnavailable(
              HsmFault.NOT_LOGGED_IN, "No HSM credential was given to token " + id.label());
      case CREDENTIAL_REFUSED ->
          throw new HsmLoginRefused(
              HsmFault.CREDENTIAL_REFUSED_BEFORE,
              "Token " + id.label() + " refused the HSM credential before; it was not sent again");
    }
  }

  /** Finds the token in this epoch of the library and logs in with the kept credential. */
  void makeReady(Dispositions dispositions) throws HsmException, PKCS11Exception {
    if (isReady()) {
      // Without the lock: a call that hangs on one session keeps nobody from opening another.
      requireCredential();
      return;
    }
    library.enter();
    lock.writeLock().lock();
    try {
      Attempt.requireWanted();
      requireCredential();
      Session anchor = attach().anchor();
      if (!loggedIn) {
        logInWithKept(anchor, dispositions);
      }
    } finally {
      lock.writeLock().unlock();
      library.exit();
    }
  }

  /** Notes that the login of that generation is lost; {@link #makeReady} then logs in anew. */
  void forgetLogin(long lost) {
    library.enter();
    lock.writeLock().lock();
    try {
      if (generation.get() == lost) {
        detach();
      }
    } finally {
      lock.writeLock().unlock();
      library.exit();
    }
  }

  /**
   * Takes another credential: waits for the calls in flight, logs out and in. A refusal brings the
   * former credential back.
   *
   * @throws PKCS11Exception if the token could not be reached; the credential was not sent
   */
  void login(SecretChars proposed, Dispositions dispositions) throws HsmException, PKCS11Exception {
    if (!loginFree.tryAcquire()) {
      throw new HsmUnavailable(
          HsmFault.TIMED_OUT,
          "A login to token "
              + id.label()
              + " is under way; no other credential is sent meanwhile");
    }
    try {
      loginAlone(proposed, dispositions);
    } finally {
      loginFree.release();
    }
  }

  private void loginAlone(SecretChars proposed, Dispositions dispositions)
      throws HsmException, PKCS11Exception {
    library.enter();
    lock.writeLock().lock();
    try {
      Attempt.requireWanted();
      Session anchor = attach().anchor();
      logOut(anchor);
      try {
        send(anchor, proposed);
      } catch (PKCS11Exception e) {
        throw afterFailedLogin(anchor, proposed, e, dispositions);
      }
      keep(proposed.copy());
    } finally {
      lock.writeLock().unlock();
      library.exit();
    }
  }

  /** Logs out where possible; forgets the credential and any refusal. */
  void forget() {
    library.enter();
    lock.writeLock().lock();
    try {
      Attachment current = attachment;
      if (current != null && isReady()) {
        try {
          logOut(current.anchor());
        } catch (PKCS11Exception e) {
          CryptokiLog.LOG.debugf("Logout from %s: %s", id.label(), Ckr.of(e).name());
        }
      }
      detach();
      drop(Standing.NO_CREDENTIAL);
    } finally {
      lock.writeLock().unlock();
      library.exit();
    }
  }

  /**
   * Refuses the use of the login from now on, though the token cannot be told; the next {@link
   * #login} logs out first.
   */
  void disown() {
    standing = Standing.NO_CREDENTIAL;
  }

  /** Forgets everything. The library is about to be finalized and keeps all others out. */
  void wipe() {
    attachment = null;
    loggedIn = false;
    drop(Standing.NO_CREDENTIAL);
  }

  /** Where the token was found. To be called between {@link #enter} and {@link #exit}. */
  Slot slot() throws PKCS11Exception {
    Attachment current = attachment;
    if (current == null || current.epoch() != library.epoch()) {
      throw new TokenGone(id, null);
    }
    return current.slot();
  }

  /**
   * Asks the token for itself. A library may go on answering for a token that is not there: an
   * empty search or an odd failure is believed only from a token that still tells its name. To be
   * called between {@link #enter} and {@link #exit}.
   *
   * @throws TokenGone if it does not
   */
  void confirmPresent() throws PKCS11Exception {
    TokenId found;
    try {
      found = TokenId.of(slot().getToken().getTokenInfo());
    } catch (TokenGone e) {
      throw e;
    } catch (PKCS11Exception e) {
      throw new TokenGone(id, e);
    }
    if (!found.equals(id)) {
      throw new TokenGone(id, null);
    }
  }

  private Attachment attach() throws PKCS11Exception {
    Attachment current = attachment;
    if (current != null && current.epoch() == library.epoch()) {
      return current;
    }
    loggedIn = false;
    Slot slot = library.locate(id);
    Attachment fresh = new Attachment(library.epoch(), slot, slot.getToken().openSession(true));
    attachment = fresh;
    return fresh;
  }

  private void detach() {
    Attachment current = attachment;
    attachment = null;
    loggedIn = false;
    newGeneration();
    if (current != null && library.isInitialized() && current.epoch() == library.epoch()) {
      try {
        current.anchor().closeSession();
      } catch (PKCS11Exception e) {
        CryptokiLog.LOG.debugf("Anchor of %s: %s", id.label(), Ckr.of(e).name());
      }
    }
  }

  private void logInWithKept(Session anchor, Dispositions dispositions)
      throws HsmException, PKCS11Exception {
    SecretChars kept = credential;
    if (kept == null) {
      throw new IllegalStateException("A kept credential is missing");
    }
    try {
      send(anchor, kept);
    } catch (PKCS11Exception e) {
      if (!dispositions.refusesCredential(e)) {
        // The anchor may be what failed; the next attempt opens another.
        detach();
        throw e;
      }
      throw refused(e);
    }
  }

  /** "Already logged in" says nothing about the credential: log out, and let the token check it. */
  private void send(Session anchor, SecretChars secret) throws PKCS11Exception {
    char[] pin = secret.toCharArray(SecretAccess.granted());
    try {
      try {
        anchor.login(CKU_USER, pin);
      } catch (PKCS11Exception e) {
        if (!Ckr.of(e).equals(Ckr.USER_ALREADY_LOGGED_IN)) {
          throw e;
        }
        logOutTolerant(anchor);
        anchor.login(CKU_USER, pin);
      }
    } finally {
      Arrays.fill(pin, '\0');
    }
    loggedIn = true;
    newGeneration();
    CryptokiLog.LOG.loggedIn(id.label(), id.serial());
  }

  private void logOut(Session anchor) throws PKCS11Exception {
    loggedIn = false;
    newGeneration();
    try {
      logOutTolerant(anchor);
    } catch (PKCS11Exception e) {
      detach();
      throw e;
    }
  }

  private static void logOutTolerant(Session anchor) throws PKCS11Exception {
    try {
      anchor.logout();
    } catch (PKCS11Exception e) {
      if (!Ckr.of(e).equals(Ckr.USER_NOT_LOGGED_IN)) {
        throw e;
      }
    }
  }

  private HsmException afterFailedLogin(
      Session anchor, SecretChars proposed, PKCS11Exception failure, Dispositions dispositions) {
    boolean refused = dispositions.refusesCredential(failure);
    SecretChars former = standing == Standing.CREDENTIAL_KEPT ? credential : null;
    if (former == null || former.contentEquals(proposed)) {
      detach();
      return refused ? refused(failure) : Faults.translate("log in", failure, dispositions);
    }
    try {
      send(anchor, former);
    } catch (PKCS11Exception again) {
      detach();
      return refused || dispositions.refusesCredential(again)
          ? rollbackFailed(again, dispositions)
          : Faults.translate("log in", failure, dispositions);
    }
    if (refused) {
      CryptokiLog.LOG.credentialRolledBack(id.label(), Ckr.of(failure).name());
    }
    return refused ? refusal(failure) : Faults.translate("log in", failure, dispositions);
  }

  private HsmUnavailable rollbackFailed(PKCS11Exception again, Dispositions dispositions) {
    CryptokiLog.LOG.rollbackFailed(id.label(), Ckr.of(again).name());
    if (dispositions.refusesCredential(again)) {
      drop(Standing.CREDENTIAL_REFUSED);
    }
    return new HsmUnavailable(
        HsmFault.ROLLBACK_FAILED,
        "The new HSM credential failed and the former one could not be logged in again",
        Ckr.of(again).name(),
        again);
  }

  /** Remembers the refusal; the credential is of no more use. */
  private HsmLoginRefused refused(PKCS11Exception failure) {
    CryptokiLog.LOG.credentialRefused(id.label(), Ckr.of(failure).name());
    drop(Standing.CREDENTIAL_REFUSED);
    return refusal(failure);
  }

  private HsmLoginRefused refusal(PKCS11Exception failure) {
    Ckr ckr = Ckr.of(failure);
    HsmFault fault =
        ckr.fault() == HsmFault.CREDENTIAL_LOCKED
            ? HsmFault.CREDENTIAL_LOCKED
            : HsmFault.CREDENTIAL_REFUSED;
    return new HsmLoginRefused(
        fault, "Token " + id.label() + " refused the HSM credential", ckr.name(), failure);
  }

  private void keep(SecretChars secret) {
    drop(Standing.CREDENTIAL_KEPT);
    credential = secret;
  }

  private void drop(Standing next) {
    SecretChars former = credential;
    credential = null;
    standing = next;
    if (former != null) {
      former.close();
    }
  }

  private void newGeneration() {
    generation.incrementAndGet();
  }
}
