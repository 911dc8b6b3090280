package org.holdfast.ejb.node;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;
import org.jspecify.annotations.Nullable;

/** Messages of the use cases: HF010000 to HF010999. Retired: none. */
@MessageLogger(projectCode = "HF", length = 6)
@ValidIdRange(min = 10000, max = 10999)
public interface SystemMessages extends BasicLogger {

  SystemMessages LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), SystemMessages.class, "org.holdfast");

  @LogMessage(level = INFO)
  @Message(
      id = 10001,
      value =
          "The vault is not installed yet. Open the post-install page in a browser and enter the"
              + " one-time code: %s")
  void installCode(String code);

  @LogMessage(level = INFO)
  @Message(id = 10002, value = "The vault is open (%s)")
  void vaultOpen(String protector);

  @LogMessage(level = WARN)
  @Message(id = 10003, value = "The vault is closed: %s %s. %s")
  void vaultClosed(String code, String cause, String cure);

  @LogMessage(level = WARN)
  @Message(
      id = 10004,
      value = "The database cannot be used yet (%s). It is tried again; the vault stays closed")
  void databaseAway(String reason);

  @LogMessage(level = INFO)
  @Message(id = 10005, value = "The database is ready")
  void databaseReady();

  @LogMessage(level = WARN)
  @Message(id = 10006, value = "The HSM check failed: %s %s")
  void hsmDown(String code, String cause);

  @LogMessage(level = INFO)
  @Message(id = 10007, value = "The HSM check is good again")
  void hsmUp();

  @LogMessage(level = INFO)
  @Message(id = 10008, value = "The interrupted operation %s (%s) was finished")
  void operationFinished(String kind, String id);

  @LogMessage(level = WARN)
  @Message(id = 10009, value = "The interrupted operation %s (%s) was undone")
  void operationUndone(String kind, String id);

  @LogMessage(level = WARN)
  @Message(
      id = 10010,
      value =
          "The operation %s (%s) is past its point of no return, but its files are not in place yet."
              + " It is finished as soon as that works")
  void operationUnfinished(String kind, String id, @Cause @Nullable Throwable cause);

  @LogMessage(level = WARN)
  @Message(
      id = 10011,
      value =
          "%s was left on the token of %s because the HSM was away. It is recorded and destroyed at"
              + " the next Initialize on that token")
  void orphanKey(String key, String vendor);

  @LogMessage(level = ERROR)
  @Message(id = 10012, value = "Reference %s: a call failed unexpectedly")
  void unexpected(String reference, @Cause Throwable cause);

  @LogMessage(level = ERROR)
  @Message(id = 10013, value = "A periodic task failed; it is tried again")
  void periodicTaskFailed(@Cause Throwable cause);

  @LogMessage(level = INFO)
  @Message(id = 10014, value = "%s data keys were re-wrapped under master key generation %s")
  void rewrapped(long count, int generation);

  @LogMessage(level = WARN)
  @Message(
      id = 10016,
      value =
          "The data key of object %s does not open: its row was changed. It was not re-wrapped; the"
              + " master key that wraps it is kept")
  void notRewrapped(String object);

  @LogMessage(level = ERROR)
  @Message(
      id = 10017,
      value = "What is due for object %s by its dates or policy failed; it is tried again")
  void upkeepFailed(String object, @Cause Throwable cause);

  @LogMessage(level = WARN)
  @Message(id = 10018, value = "The %s ends at %s")
  void expires(String what, String end);

  @LogMessage(level = WARN)
  @Message(id = 10015, value = "Stopping the process at %s, as configured for a crash test")
  void halting(String step);

  @LogMessage(level = INFO)
  @Message(id = 10019, value = "The backup %s was made (%s bytes, %s objects)")
  void backedUp(String file, long bytes, long objects);

  @LogMessage(level = ERROR)
  @Message(id = 10020, value = "The backup %s failed: %s %s. %s")
  void backupFailed(String schedule, String code, String cause, String cure);

  @LogMessage(level = WARN)
  @Message(
      id = 10021,
      value = "The backup %s was interrupted; nothing of it counts, and it is made up by itself")
  void backupInterrupted(String schedule);

  @LogMessage(level = INFO)
  @Message(id = 10022, value = "The backup %s was proved by a test restore")
  void backupProved(String file);

  @LogMessage(level = ERROR)
  @Message(id = 10023, value = "The last backup, %s, could not be proved: %s %s. %s")
  void backupNotProved(String file, String code, String cause, String cure);

  @LogMessage(level = WARN)
  @Message(
      id = 10024,
      value = "The expired backup %s could not be deleted (%s); it is tried again after the next")
  void backupNotDeleted(String file, String cause);

  @LogMessage(level = WARN)
  @Message(
      id = 10025,
      value = "A restore of %s has begun. Until it is done, requests are answered with 503")
  void restoring(String file);

  @LogMessage(level = INFO)
  @Message(id = 10026, value = "The vault was restored from %s")
  void restored(String file);

  @LogMessage(level = ERROR)
  @Message(id = 10027, value = "The restore of %s failed: %s %s. %s")
  void restoreFailed(String file, String code, String cause, String cure);

  @LogMessage(level = WARN)
  @Message(
      id = 10028,
      value =
          "Tables that a restore has made or replaced could not be dropped yet; the next start tries"
              + " again")
  void stagedTablesLeft(@Cause @Nullable Throwable cause);

  @LogMessage(level = WARN)
  @Message(
      id = 10029,
      value =
          "What an interrupted backup has left could not be deleted (%s). The next backup to that"
              + " destination deletes %s, or the file of this name that ends with .part")
  void leftOversNotDeleted(String cause, String file);

  @LogMessage(level = WARN)
  @Message(id = 10060, value = "A vendor pack is left out: %s")
  void vendorPackLeftOut(String problem);

  @LogMessage(level = WARN)
  @Message(id = 10061, value = "After the operation %s (%s): %s %s")
  void hookFailedAfter(String kind, String id, String code, String detail);

  @LogMessage(level = WARN)
  @Message(
      id = 10062,
      value =
          "The database cannot be reached (%s). Until it is back, what needs it is refused with"
              + " HF-5001")
  void databaseLost(String reason);

  @LogMessage(level = INFO)
  @Message(id = 10063, value = "The database is back")
  void databaseBack();
}
