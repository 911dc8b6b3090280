package org.holdfast.ejb.mail;

import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Messages of mail: HF011050 to HF011099. Retired: none. */
@MessageLogger(projectCode = "HF", length = 6)
@ValidIdRange(min = 11050, max = 11099)
interface MailMessages extends BasicLogger {

  MailMessages LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), MailMessages.class, "org.holdfast.ejb.mail");

  @LogMessage(level = WARN)
  @Message(id = 11050, value = "Mail cannot be sent: %s %s. It is tried again. %s")
  void notSent(String code, String cause, String cure);

  @LogMessage(level = INFO)
  @Message(id = 11051, value = "Mail is sent again")
  void sentAgain();

  @LogMessage(level = WARN)
  @Message(id = 11052, value = "The mail \"%s\" is given up: %s")
  void dropped(String subject, String reason);
}
