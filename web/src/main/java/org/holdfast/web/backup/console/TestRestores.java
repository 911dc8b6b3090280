package org.holdfast.web.backup.console;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.backup.ProveLastBackup;
import org.holdfast.ejb.backup.RestoreBackup;
import org.holdfast.ejb.backup.TestRestoreReport;
import org.holdfast.ejb.error.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Runs test restores that were begun in the console: they go on when the page is left, and what
 * came of the last one can be looked at afterwards, until the process ends.
 */
@ApplicationScoped
public class TestRestores {

  /**
   * The last test restore that was begun here.
   *
   * @param what file or schedule
   * @param finished null while it is under way
   * @param report null while it is under way, and if it could not be tried
   * @param failure why it could not be tried
   */
  public record Outcome(
      String what,
      Instant started,
      @Nullable Instant finished,
      @Nullable TestRestoreReport report,
      @Nullable VaultException failure) {}

  @Resource private ManagedExecutorService executor;
  @Inject private RestoreBackup restoreBackup;
  @Inject private ProveLastBackup proveLastBackup;

  private volatile @Nullable Outcome last;

  /** Null if none was begun yet. */
  public @Nullable Outcome last() {
    return last;
  }

  /**
   * Checks the backup, and tests it on another thread.
   *
   * @param passphrase stays the caller's
   * @throws VaultException what keeps it from being restored, as {@link RestoreBackup}
   */
  void test(UUID destination, String file, SecretChars passphrase) {
    restoreBackup.check(destination, file, passphrase);
    SecretChars own = passphrase.copy();
    boolean begun = false;
    try {
      begin(
          file,
          () -> {
            try (own) {
              return restoreBackup.testRestore(destination, file, own);
            }
          });
      begun = true;
    } finally {
      if (!begun) {
        own.close();
      }
    }
  }

  /** Proves the last backup on another thread. */
  void proveLast(String schedule) {
    begin(schedule, proveLastBackup::proveLast);
  }

  private void begin(String what, Supplier<TestRestoreReport> work) {
    Outcome before = last;
    Outcome begun = new Outcome(what, Clock.systemUTC().instant(), null, null, null);
    last = begun;
    try {
      executor.execute(() -> last = ended(begun, work));
    } catch (RejectedExecutionException e) {
      last = before;
      throw e;
    }
  }

  private static Outcome ended(Outcome begun, Supplier<TestRestoreReport> work) {
    TestRestoreReport report = null;
    VaultException failure = null;
    try {
      report = work.get();
    } catch (RuntimeException e) {
      failure = Failures.toVaultException(e);
    }
    return new Outcome(begun.what(), begun.started(), Clock.systemUTC().instant(), report, failure);
  }
}
