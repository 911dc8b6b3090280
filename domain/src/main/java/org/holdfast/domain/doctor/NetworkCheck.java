package org.holdfast.domain.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that must have an address, and whether somebody keeps the clock. */
final class NetworkCheck implements Check {

  private static final Pattern DATABASE_HOST =
      Pattern.compile("jdbc:postgresql://(\\[[^\\]]+\\]|[^/:,?]+).*");

  /** {@code systemd-timesyncd} makes it when the clock is synchronized. */
  private static final Path TIMESYNCD = Path.of("/run/systemd/timesync/synchronized");

  /** Where those keep their state who do not tell it in a file. */
  private static final Map<String, Path> OTHERS =
      Map.of("chrony", Path.of("/run/chrony"), "ntpd", Path.of("/run/ntpd.pid"));

  @Override
  public void run(Examination examination, Findings findings) {
    names(examination.surroundings().environment(), findings);
    clock(findings);
  }

  private static void names(Map<String, String> environment, Findings findings) {
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    try {
      InetAddress own = InetAddress.getLocalHost();
      good.add(own.getHostName() + " is " + own.getHostAddress());
    } catch (UnknownHostException e) {
      bad.add(String.valueOf(e.getMessage()));
    }
    Matcher database = DATABASE_HOST.matcher(environment.getOrDefault("HOLDFAST_DB_URL", ""));
    if (database.matches()) {
      String host = database.group(1);
      try {
        good.add(host + " is " + InetAddress.getByName(host).getHostAddress());
      } catch (UnknownHostException e) {
        bad.add(host + " (HOLDFAST_DB_URL) has no address");
      }
    }
    if (bad.isEmpty()) {
      findings.pass(Step.HOST_NAME, Words.some(good));
    } else {
      findings.warn(Step.HOST_NAME, Words.some(bad));
    }
  }

  private static void clock(Findings findings) {
    if (Files.exists(TIMESYNCD)) {
      findings.pass(Step.CLOCK_SYNC, "systemd-timesyncd has synchronized the clock");
      return;
    }
    for (Map.Entry<String, Path> other : OTHERS.entrySet()) {
      if (Files.exists(other.getValue())) {
        findings.pass(Step.CLOCK_SYNC, other.getKey() + " runs");
        return;
      }
    }
    findings.skip(Step.CLOCK_SYNC, "No time service that the doctor knows tells its state here");
  }
}
