package org.holdfast.ejb.alert;

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

/** Messages of the monitoring: HF011000 to HF011049. Retired: none. */
@MessageLogger(projectCode = "HF", length = 6)
@ValidIdRange(min = 11000, max = 11049)
interface AlertMessages extends BasicLogger {

  AlertMessages LOG =
      Logger.getMessageLogger(
          MethodHandles.lookup(), AlertMessages.class, "org.holdfast.ejb.alert");

  @LogMessage(level = WARN)
  @Message(id = 11000, value = "Alert raised: %s, %s: %s %s. %s")
  void raised(String kind, String subject, String code, String cause, String cure);

  @LogMessage(level = INFO)
  @Message(id = 11001, value = "Alert over: %s, %s: %s %s")
  void cleared(String kind, String subject, String code, String cause);

  @LogMessage(level = WARN)
  @Message(id = 11002, value = "%s could not be checked; what was found before counts")
  void sourceFailed(String what, @Cause Throwable cause);

  @LogMessage(level = WARN)
  @Message(id = 11003, value = "Alerts cannot be stored now (%s); they are kept until they can")
  void notStored(String cause);

  @LogMessage(level = ERROR)
  @Message(id = 11004, value = "The monitoring failed; it is tried again")
  void monitoringFailed(@Cause Throwable cause);
}
