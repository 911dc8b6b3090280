package org.holdfast.web.access;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;
import org.jspecify.annotations.Nullable;

/** What the edge writes to the log: HF040000 to HF040099. */
@MessageLogger(projectCode = "HF")
@ValidIdRange(min = 40000, max = 40099)
interface AccessMessages extends BasicLogger {

  AccessMessages LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), AccessMessages.class, "org.holdfast.access");

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 40000, value = "Refused %s %s: another site made a browser send it")
  void crossSiteRefused(String method, String path);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 40001, value = "The sign-out of %s is not in the audit trail")
  void signOutNotAudited(String name, @Cause @Nullable Throwable cause);
}
