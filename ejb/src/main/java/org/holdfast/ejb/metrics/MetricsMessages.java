package org.holdfast.ejb.metrics;

import static org.jboss.logging.Logger.Level.INFO;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Messages of metrics: HF011100 to HF011149. Retired: none. */
@MessageLogger(projectCode = "HF", length = 6)
@ValidIdRange(min = 11100, max = 11149)
interface MetricsMessages extends BasicLogger {

  MetricsMessages LOG =
      Logger.getMessageLogger(
          MethodHandles.lookup(), MetricsMessages.class, "org.holdfast.ejb.metrics");

  @LogMessage(level = INFO)
  @Message(id = 11100, value = "Metrics are pushed to %s over OTLP")
  void pushing(String endpoint);
}
