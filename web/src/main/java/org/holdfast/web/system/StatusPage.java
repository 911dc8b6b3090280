package org.holdfast.web.system;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** System, Status: node and versions. */
@Named("status")
@RequestScoped
public class StatusPage {

  public Instant getStarted() {
    return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  public String getUptime() {
    Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    return "%d d %d h %d min".formatted(up.toDays(), up.toHoursPart(), up.toMinutesPart());
  }

  public String getJava() {
    return System.getProperty("java.vm.vendor") + " " + Runtime.version();
  }

  public String getPlatform() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + ", "
        + System.getProperty("os.arch");
  }

  public String getMemory() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return "%d of %d MiB".formatted(used >> 20, runtime.maxMemory() >> 20);
  }
}
