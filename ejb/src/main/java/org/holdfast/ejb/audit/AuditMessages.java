package org.holdfast.ejb.audit;

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

/** Messages about the audit trail and syslog: HF011200 to HF011249. Retired: none. */
@MessageLogger(projectCode = "HF", length = 6)
@ValidIdRange(min = 11200, max = 11249)
public interface AuditMessages extends BasicLogger {

  AuditMessages LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), AuditMessages.class, "org.holdfast.audit");

  @LogMessage(level = ERROR)
  @Message(id = 11200, value = "The audit trail is not what was sealed: %s")
  void broken(String detail);

  @LogMessage(level = ERROR)
  @Message(id = 11201, value = "Sealing the audit trail failed; it is tried again")
  void sealingFailed(@Cause Throwable cause);

  @LogMessage(level = WARN)
  @Message(id = 11202, value = "No checkpoint of the audit trail could be made: %s %s")
  void noCheckpoint(String code, String cause);

  @LogMessage(level = INFO)
  @Message(id = 11203, value = "Checkpoints of the audit trail are made again")
  void checkpointsAgain();

  @LogMessage(level = WARN)
  @Message(id = 11204, value = "%s audit records before %s were purged by %s")
  void purged(long rows, String before, String by);

  @LogMessage(level = WARN)
  @Message(
      id = 11205,
      value = "The syslog receiver %s is away: %s %s. Audit records wait for it in the trail")
  void receiverAway(String receiver, String code, String cause);

  @LogMessage(level = INFO)
  @Message(id = 11206, value = "The syslog receiver %s takes messages again")
  void receiverBack(String receiver);
}
