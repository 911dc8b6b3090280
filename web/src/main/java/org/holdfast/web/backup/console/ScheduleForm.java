package org.holdfast.web.backup.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.ScheduleDraft;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.backup.ManageDestinations;
import org.holdfast.ejb.backup.ManageSchedules;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LocalTimes;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Schedule backup (S74). */
@Named("scheduleForm")
@RequestScoped
public class ScheduleForm {

  static final String FORM = "schedule";
  private static final String NOW = "NOW";
  private static final String ONE_TIME = "ONE_TIME";

  @Inject private ManageSchedules manageSchedules;
  @Inject private ManageDestinations manageDestinations;

  private @Nullable String name;
  private String when = NOW;
  private @Nullable String start;
  private @Nullable String zone;
  private String destination = Destination.LOCAL_ID.toString();
  private String type = ONE_TIME;
  private final Period period = new Period();
  private @Nullable String incrementals = "0";
  private @Nullable String keepCount;
  private @Nullable String keepDays;

  /** Schedules it. */
  public void schedule() {
    FormProblems problems =
        new FormProblems(FORM, field -> field.equals("period") ? "days" : field);
    problems.require("name", name);
    if (!when.equals(NOW)) {
      problems.require("start", start);
    }
    if (problems.none() && name != null) {
      try {
        String made = manageSchedules.create(draft(name)).schedule().name();
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "Scheduled",
            when.equals(NOW)
                ? made + " begins within moments; this page shows how far it has come."
                : made + " begins at the time given.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  private ScheduleDraft draft(String given) {
    boolean once = type.equals(ONE_TIME);
    Instant first = when.equals(NOW) ? null : LocalTimes.parse(start, zone, "start");
    Duration every = once ? null : period.duration();
    Integer following = once ? null : WholeNumber.parse(incrementals, "incrementals");
    return new ScheduleDraft(
        given,
        destinationId(),
        first,
        every,
        following == null ? 0 : following,
        WholeNumber.parse(keepCount, "keepCount"),
        WholeNumber.parse(keepDays, "keepDays"));
  }

  private UUID destinationId() {
    try {
      return UUID.fromString(destination);
    } catch (IllegalArgumentException e) {
      throw new VaultException(ErrorCode.DESTINATION_UNKNOWN, destination, e)
          .atField("destination");
    }
  }

  /** What can be chosen; the built-in one alone if the others cannot be told. */
  public List<Destination> getDestinations() {
    try {
      return manageDestinations.list();
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public String getWhen() {
    return when;
  }

  public void setWhen(String when) {
    this.when = when;
  }

  public @Nullable String getStart() {
    return start;
  }

  public void setStart(@Nullable String start) {
    this.start = start;
  }

  public @Nullable String getZone() {
    return zone;
  }

  public void setZone(@Nullable String zone) {
    this.zone = zone;
  }

  public String getDestination() {
    return destination;
  }

  public void setDestination(String destination) {
    this.destination = destination;
  }

  public String getType() {
    return type;
  }

  public void setType(String type) {
    this.type = type;
  }

  public Period getPeriod() {
    return period;
  }

  public @Nullable String getIncrementals() {
    return incrementals;
  }

  public void setIncrementals(@Nullable String incrementals) {
    this.incrementals = incrementals;
  }

  public @Nullable String getKeepCount() {
    return keepCount;
  }

  public void setKeepCount(@Nullable String keepCount) {
    this.keepCount = keepCount;
  }

  public @Nullable String getKeepDays() {
    return keepDays;
  }

  public void setKeepDays(@Nullable String keepDays) {
    this.keepDays = keepDays;
  }
}
