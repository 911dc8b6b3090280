package org.holdfast.ra.cryptoki;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import iaik.pkcs.pkcs11.wrapper.PKCS11Implementation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Module;

/**
 * Stands between the adapter and the native library: counts what goes through, and lets one call
 * fail as an HSM in trouble would. (OpenSC's spy does the counting too, but crashes with this
 * wrapper on libraries older than PKCS#11 3.0.)
 */
public final class SpiedCryptoki {

  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicInteger initializations = new AtomicInteger();
  private final AtomicInteger searches = new AtomicInteger();
  private final AtomicLong nextEncryptFails = new AtomicLong();
  private final AtomicLong nextLoginFails = new AtomicLong();

  private volatile @Nullable CountDownLatch hang;

  /** Whoever uses it is counted here. */
  public Cryptoki cryptoki() {
    return cryptoki(Duration.ofSeconds(30));
  }

  /** As above, with that deadline. */
  public Cryptoki cryptoki(Duration deadline) {
    return new Cryptoki(
        path -> {
          // Also loads the native part, and says what is wrong with a path.
          PKCS11Module.getInstance(path);
          return new Spied(path);
        },
        deadline);
  }

  /** How often {@code C_Login} was sent. */
  public int logins() {
    return logins.get();
  }

  /** How often {@code C_Initialize} was sent. */
  public int initializations() {
    return initializations.get();
  }

  /** How often {@code C_FindObjectsInit} was sent. */
  public int searches() {
    return searches.get();
  }

  /**
   * From now on each {@code C_Login}, {@code C_GenerateKey} and {@code C_EncryptInit} hangs, after
   * it did what it was asked for; until {@link #answerAgain}.
   */
  public void hang() {
    hang = new CountDownLatch(1);
  }

  /** Ends the hang. */
  public void answerAgain() {
    CountDownLatch over = hang;
    hang = null;
    if (over != null) {
      over.countDown();
    }
  }

  private void hangIfAsked() {
    CountDownLatch over = hang;
    if (over != null) {
      boolean interrupted = false;
      while (over.getCount() > 0) {
        try {
          over.await();
        } catch (InterruptedException e) {
          // A native call takes no notice of that.
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The next {@code C_EncryptInit} answers that instead of reaching the library. */
  public void failNextEncrypt(long ckr) {
    nextEncryptFails.set(ckr);
  }

  /** The next {@code C_Login} answers that instead of reaching the library. */
  public void failNextLogin(long ckr) {
    nextLoginFails.set(ckr);
  }

  private static void failIfAsked(AtomicLong failure) throws PKCS11Exception {
    long ckr = failure.getAndSet(0);
    if (ckr != 0) {
      throw new PKCS11Exception(ckr);
    }
  }

  private final class Spied extends PKCS11Module {
    Spied(String path) throws IOException {
      super(new Functions(path));
    }
  }

  private final class Functions extends PKCS11Implementation {
    Functions(String path) throws IOException {
      super(path);
    }

    @Override
    public void C_Initialize(Object arguments, boolean utf8) throws PKCS11Exception {
      initializations.incrementAndGet();
      super.C_Initialize(arguments, utf8);
    }

    @Override
    public void C_Login(long session, long user, char[] pin, boolean utf8) throws PKCS11Exception {
      logins.incrementAndGet();
      failIfAsked(nextLoginFails);
      try {
        super.C_Login(session, user, pin, utf8);
      } finally {
        hangIfAsked();
      }
    }

    @Override
    public long C_GenerateKey(
        long session,
        CK_MECHANISM mechanism,
        iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE[] template,
        boolean utf8)
        throws PKCS11Exception {
      long made = super.C_GenerateKey(session, mechanism, template, utf8);
      hangIfAsked();
      return made;
    }

    @Override
    public void C_FindObjectsInit(
        long session, iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE[] template, boolean utf8)
        throws PKCS11Exception {
      searches.incrementAndGet();
      super.C_FindObjectsInit(session, template, utf8);
    }

    @Override
    public void C_EncryptInit(long session, CK_MECHANISM mechanism, long key, boolean utf8)
        throws PKCS11Exception {
      failIfAsked(nextEncryptFails);
      hangIfAsked();
      super.C_EncryptInit(session, mechanism, key, utf8);
    }
  }
}
