package org.holdfast.ra.cryptoki;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_USER_FUNCTIONS;

import java.util.function.Consumer;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.VendorPack;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/**
 * A PKCS#11 session on a logged-in token, and the one place where a failed call is judged and
 * mended: log in again, initialize the library again, or give the session up. What is mended is
 * called again at most once. A session that was opened in a former epoch of its library is never
 * used; another is opened in its place.
 *
 * <p>Not to be shared between threads.
 */
public final class TokenSession implements AutoCloseable {

  /** How often a call starts over because the library or the login changed before it began. */
  private static final int STARTS = 3;

  /** Calls on the token. Runs with library and login held still. */
  interface Call<T> {
    T on(Session session) throws PKCS11Exception, HsmException;
  }

  /** Whether a call may run again after the library was initialized anew under it. */
  enum Repeat {
    /** It leaves nothing on the token. */
    SAFE,
    /** It may have changed the token before it failed. */
    UNSAFE
  }

  private final Token token;
  private final VendorPack vendor;
  private final Dispositions dispositions;
  private final KeyCache keys = new KeyCache();
  private @Nullable Session session;
  private long epoch;

  /** The epoch in which the last call was made or prepared. */
  private long tried;

  private long generation;

  /** Which limit this session counts for; null if it does for none. */
  private @Nullable SessionLimit counted;

  private volatile boolean broken;
  private volatile boolean closed;

  TokenSession(Token token, VendorPack vendor) {
    this.token = token;
    this.vendor = vendor;
    this.dispositions = Dispositions.of(vendor);
  }

  /** What can be done on the session. */
  public TokenOperations operations() {
    return new TokenOperations(this, vendor);
  }

  /** A call failed so that the session must not go back to a pool. */
  public boolean isBroken() {
    return broken;
  }

  /** Runs calls on this session's library. */
  public <T> T guarded(String doing, GuardedCall<T> call, Consumer<? super T> late)
      throws HsmException {
    return token.library().lane().call(doing, call, late);
  }

  /** Whether the library let a call pass the deadline and has not answered since. */
  public boolean isSilent() {
    return token.library().lane().isSilent();
  }

  /** A call was given up: whoever uses the session next would meet it. */
  public void giveUp() {
    broken = true;
  }

  /** Asks the library whether the session is still there and logged in; never throws. */
  public boolean isValid() {
    if (broken || closed) {
      return false;
    }
    token.enter();
    try {
      Session current = session;
      return current != null && isCurrent() && isLoggedIn(current);
    } catch (PKCS11Exception e) {
      return false;
    } finally {
      token.exit();
    }
  }

  /** Closes the session if it is still there. Failures are of no interest any more. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Session last = session;
    session = null;
    try {
      closeSession(last);
    } finally {
      if (counted != null) {
        counted.closed();
      }
    }
  }

  private void closeSession(@Nullable Session last) {
    if (last == null) {
      return;
    }
    token.enter();
    try {
      if (token.library().isInitialized() && epoch == token.library().epoch()) {
        last.closeSession();
      }
    } catch (PKCS11Exception e) {
      CryptokiLog.LOG.debugf("Closing a session: %s", Ckr.of(e).name());
    } finally {
      token.exit();
    }
  }

  Token token() {
    return token;
  }

  /** Handles found in this session under the present login. */
  KeyCache keys() {
    return keys;
  }

  Dispositions dispositions() {
    return dispositions;
  }

  /** Logs in where needed and opens the session. */
  void open() throws HsmException {
    call("open a session", Repeat.SAFE, opened -> true);
  }

  /**
   * Runs a call, mends what can be mended, and says a failure in the words of the port.
   *
   * @param doing completes "failed to"
   */
  <T> T call(String doing, Repeat repeat, Call<T> call) throws HsmException {
    boolean mended = false;
    while (true) {
      try {
        return start(call);
      } catch (PKCS11Exception e) {
        Disposition disposition = judge(e);
        if (disposition == Disposition.CALLER) {
          throw Faults.translate(doing, e, dispositions);
        }
        CryptokiLog.LOG.callFailed(token.id().label(), doing, Ckr.of(e).name(), disposition);
        if (mended || !mend(disposition) || !mayRepeat(disposition, repeat)) {
          broken = true;
          throw Faults.translate(doing, e, dispositions);
        }
        mended = true;
      }
    }
  }

  /**
   * Fails where "nothing found" may mean "nothing shown": a session that lost its login finds no
   * private object, and a token that is gone may still be searched.
   */
  void confirmAbsence(Session current) throws PKCS11Exception {
    if (!isLoggedIn(current)) {
      throw new PKCS11Exception(Ckr.USER_NOT_LOGGED_IN.code());
    }
    token.confirmPresent();
  }

  private <T> T start(Call<T> call) throws HsmException, PKCS11Exception {
    if (closed) {
      throw new IllegalStateException("The session was closed");
    }
    for (int i = 0; i < STARTS; i++) {
      if (!isCurrent()) {
        renew();
      }
      token.enter();
      try {
        Attempt.requireWanted();
        Session current = session;
        if (current != null && isCurrent()) {
          tried = epoch;
          noteGeneration();
          return call.on(current);
        }
      } finally {
        token.exit();
      }
    }
    broken = true;
    throw new HsmUnavailable(
        HsmFault.DEVICE_FAILED, "The PKCS#11 library is initialized again and again");
  }

  private boolean isCurrent() {
    return session != null && epoch == token.library().epoch() && token.isReady();
  }

  private void renew() throws HsmException, PKCS11Exception {
    try {
      token.library().ensureInitialized();
      tried = token.library().epoch();
      token.makeReady(dispositions);
    } catch (HsmException e) {
      broken = true;
      throw e;
    }
    token.enter();
    try {
      long now = token.library().epoch();
      if (token.isReady() && (session == null || epoch != now)) {
        count();
        session = token.slot().getToken().openSession(true);
        epoch = now;
      }
    } finally {
      token.exit();
    }
  }

  /** Once for as long as this object has a session, in whatever epoch. */
  private void count() throws HsmUnavailable {
    SessionLimit limit = token.limit(vendor);
    if (counted == null && limit != null) {
      limit.opening(token.id().label());
      counted = limit;
    }
  }

  private void noteGeneration() {
    if (generation != token.generation()) {
      generation = token.generation();
      keys.clear();
    }
  }

  /** A call that failed for no clear reason on a token that is silent: the token is gone. */
  private Disposition judge(PKCS11Exception failure) {
    Disposition disposition = dispositions.of(failure);
    if (disposition != Disposition.DROP_SESSION) {
      return disposition;
    }
    token.enter();
    try {
      token.confirmPresent();
      return disposition;
    } catch (PKCS11Exception gone) {
      return Disposition.REINITIALIZE;
    } finally {
      token.exit();
    }
  }

  private boolean mend(Disposition disposition) throws HsmException {
    switch (disposition) {
      case CALLER, DROP_SESSION, FATAL -> {
        return false;
      }
      case RELOGIN -> token.forgetLogin(generation);
      case REINITIALIZE -> {
        try {
          token.library().reinitialize(tried);
        } catch (HsmUnavailable e) {
          broken = true;
          throw e;
        }
      }
    }
    return true;
  }

  /** A lost login is found out before anything is done, so that call may always run again. */
  private static boolean mayRepeat(Disposition disposition, Repeat repeat) {
    return repeat == Repeat.SAFE || disposition == Disposition.RELOGIN;
  }

  private static boolean isLoggedIn(Session current) throws PKCS11Exception {
    long state = current.getSessionInfo().getState();
    return state == CKS_RW_USER_FUNCTIONS || state == CKS_RO_USER_FUNCTIONS;
  }
}
