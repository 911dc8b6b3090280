package org.holdfast.web.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.web.backup.Bodies.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.ScheduleDraft;
import org.holdfast.domain.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleBodyTest {

  private static final String ID = "019aa5c0-7d4e-7000-8000-0000000000e1";
  private static final String ONCE =
      "'name':'now','destination':'" + Destination.LOCAL_ID + "','type':'ONE_TIME'";
  private static final String PERIODIC =
      "'name':'nightly','destination':'" + ID + "','type':'PERIODIC'";

  private static ScheduleDraft read(String fields) {
    return Bodies.read("{" + fields + "}", ScheduleBody::read);
  }

  private static void assertInvalid(String fields, String field) {
    assertRefused(() -> read(fields), ErrorCode.INPUT_INVALID, field);
  }

  @Test
  void read_ofASingleRun_isNow_withoutPeriod() {
    assertThat(read(ONCE))
        .isEqualTo(new ScheduleDraft("now", Destination.LOCAL_ID, null, null, 0, null, null));
    assertThat(read(ONCE + ",'days':0,'hours':0,'minutes':0").period()).isNull();
  }

  @Test
  void read_ofAPeriodicSchedule_addsThePeriodUp() {
    ScheduleDraft draft =
        read(
            PERIODIC
                + ",'start':'2026-11-21T01:00:00+01:00','days':1,'hours':25,'minutes':61,"
                + "'incrementals':6,'keepCount':14,'keepDays':30");

    assertThat(draft)
        .isEqualTo(
            new ScheduleDraft(
                "nightly",
                UUID.fromString(ID),
                Instant.parse("2026-11-21T00:00:00Z"),
                Duration.ofDays(2).plusHours(2).plusMinutes(1),
                6,
                14,
                30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'minutes':1", "'days':3653", "'hours':1,'minutes':null"})
  void read_periodWithinTheBounds_isTaken(String period) {
    assertThat(read(PERIODIC + "," + period).period()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'minutes':0",
        "'days':3661",
        "'days':999999999,'hours':999999999,'minutes':999999999"
      })
  void read_periodOutsideTheBounds_isRefusedAtTheDays(String period) {
    assertInvalid(PERIODIC + "," + period, "days");
  }

  @Test
  void read_periodicWithoutPeriod_andASingleRunWithOne_areRefused() {
    assertInvalid(PERIODIC, "days");
    assertInvalid(ONCE + ",'minutes':1", "days");
  }

  @ParameterizedTest
  @CsvSource({
    "days,-1",
    "hours,-1",
    "minutes,-1",
    "minutes,1.5",
    "days,1e3",
    "incrementals,-1",
    "incrementals,101",
    "keepCount,0",
    "keepDays,-1",
    "keepDays,100001"
  })
  void read_numberThatIsNotAllowed_isRefusedByName(String name, String value) {
    String rest = name.equals("hours") ? "" : ",'hours':1";

    assertInvalid(PERIODIC + rest + ",'" + name + "':" + value, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "+999999999-12-31T23:59:59Z", "-0001-01-01T00:00:00Z"})
  void read_startThatIsNoTime_isRefused(String start) {
    assertInvalid(ONCE + ",'start':'" + start + "'", "start");
  }

  @Test
  void read_destinationThatIsNoIdentifier_isUnknown() {
    assertRefused(
        () -> read("'name':'now','destination':'x','type':'ONE_TIME'"),
        ErrorCode.DESTINATION_UNKNOWN,
        "destination");
    assertRefused(
        () -> read("'name':'now','type':'ONE_TIME'"), ErrorCode.INPUT_MISSING, "destination");
  }

  @Test
  void read_nameTypeAndUnknownFields_areChecked() {
    assertInvalid(ONCE.replace("now", "a".repeat(101)), "name");
    assertInvalid(ONCE.replace("ONE_TIME", "SOMETIMES"), "type");
    assertInvalid(ONCE + ",'incrementals':1", "incrementals");
    assertRefused(() -> read(ONCE + ",'weekday':'MONDAY'"), ErrorCode.INPUT_MALFORMED, "weekday");
  }
}
