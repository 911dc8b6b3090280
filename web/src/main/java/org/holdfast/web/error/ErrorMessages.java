package org.holdfast.web.error;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;
import org.jspecify.annotations.Nullable;

/** What the answers to failures write to the log: HF040100 to HF040199. */
@MessageLogger(projectCode = "HF")
@ValidIdRange(min = 40100, max = 40199)
interface ErrorMessages extends BasicLogger {

  ErrorMessages LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), ErrorMessages.class, "org.holdfast.error");

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 40100, value = "The refusal of %s is not in the audit trail")
  void refusalNotAudited(String what, @Cause @Nullable Throwable cause);
}
