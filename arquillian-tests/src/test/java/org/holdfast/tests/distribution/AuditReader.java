package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** The audit trail as the Audit Manager reads it over REST. */
final class AuditReader {

  private static final String FAILED = "/api/v1/audit?outcome=FAILED";

  private final RestClient auditor;

  AuditReader(TrialServer server) {
    this.auditor = new RestClient(server::rest, server::auditor);
  }

  /** How many refusals and failures there are. */
  long failures() {
    return Answers.json(auditor.get(FAILED + "&limit=1")).getJsonNumber("total").longValue();
  }

  /** The refusals and failures since there were that many, newest first, in short. */
  List<String> failuresSince(long count) {
    long now = failures();
    if (now == count) {
      return List.of();
    }
    return Answers.items(auditor.get(FAILED + "&limit=" + (now - count))).stream()
        .map(AuditReader::inShort)
        .toList();
  }

  /** Checks that a call leaves one record, of a failure with that operation and code. */
  void assertRefused(String user, String operation, String code, Runnable call) {
    long before = failures();
    call.run();
    assertThat(failuresSince(before))
        .as("audit records of the refusal")
        .singleElement()
        .asString()
        .startsWith(user + " " + operation + " " + code);
  }

  /** User, operation, code and detail of the newest records of an operation, newest first. */
  List<String> newest(String operation) {
    return Answers.items(auditor.get("/api/v1/audit?limit=20&operation=" + operation)).stream()
        .map(AuditReader::inShort)
        .collect(Collectors.toList());
  }

  private static String inShort(JsonObject row) {
    return "%s %s %s %s"
        .formatted(
            row.getString("user"),
            row.getString("operation"),
            row.getString("code", row.getString("outcome")),
            row.getString("detail"));
  }
}
