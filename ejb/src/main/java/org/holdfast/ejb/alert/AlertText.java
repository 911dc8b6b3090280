package org.holdfast.ejb.alert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.holdfast.domain.alert.Alert;
import org.holdfast.domain.alert.Finding;

/** An alert in words, for people who are not at the console. */
final class AlertText {

  private static final String HOST = host();

  private AlertText() {}

  /** One line. */
  static String subject(boolean raised, Alert alert) {
    Finding finding = alert.finding();
    return "[Holdfast %s] %s: %s, %s"
        .formatted(
            HOST,
            raised ? finding.severity().name() : "OVER",
            finding.kind().displayName(),
            finding.subject());
  }

  /** What happened, what it means, what to do (S82, S83). */
  static String body(boolean raised, Alert alert) {
    Finding finding = alert.finding();
    StringBuilder text = new StringBuilder(raised ? "" : "This is over:\n\n");
    text.append(alert.text()).append("\n\n");
    text.append("Cause:    ").append(finding.code().id()).append(' ');
    text.append(finding.code().title()).append('\n');
    line(text, "About:    ", finding.subject());
    line(text, "Detail:   ", finding.detail());
    line(text, "Server:   ", HOST + ", node " + alert.node());
    line(text, "Since:    ", alert.since().toString());
    if (alert.cleared() != null) {
      line(text, "Over:     ", alert.cleared().toString());
    }
    if (raised) {
      line(text, "Cure:     ", finding.code().cure());
      line(text, "Runbook:  ", "docs/" + finding.kind().runbook());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append(value).append('\n');
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
