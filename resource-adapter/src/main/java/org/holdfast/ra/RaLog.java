package org.holdfast.ra;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What the adapter tells the operator about itself. Retired ids: none. */
@MessageLogger(projectCode = "HF", length = 6)
@ValidIdRange(min = 30000, max = 30099)
interface RaLog extends BasicLogger {

  RaLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), RaLog.class, "org.holdfast.ra");

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 30000, value = "HSM resource adapter started; libraries load when first used")
  void started();

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 30001, value = "HSM resource adapter stopped; its libraries are finalized")
  void stopped();
}
