package org.holdfast.persistence.backup;

import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What backups tell the operator about the database: HF020000 to HF020099. Retired: none. */
@MessageLogger(projectCode = "HF", length = 6)
@ValidIdRange(min = 20000, max = 20099)
interface BackupMessages extends BasicLogger {

  BackupMessages LOG =
      Logger.getMessageLogger(
          MethodHandles.lookup(), BackupMessages.class, "org.holdfast.persistence.backup");

  @LogMessage(level = WARN)
  @Message(
      id = 20001,
      value =
          "The tables of a restore could not be dropped (SQL state %s); they take room until the"
              + " next restore or start")
  void notDropped(String state);
}
