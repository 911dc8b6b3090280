package org.holdfast.tests.distribution;

import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.good;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** What is asked of the audit trail's chain over REST. */
final class AuditCalls {

  static final String VERIFY = "/api/v1/audit/verify";
  static final String CHAIN = "/api/v1/audit/chain";
  static final String PURGE = "/api/v1/audit/purge";
  static final String EXPORT = "/api/v1/audit/export";

  private final RestClient client;

  AuditCalls(RestClient client) {
    this.client = client;
  }

  /** Verifies everything, and returns what came of it. */
  JsonObject verify() {
    HttpResponse<String> begun = client.post(VERIFY);
    JsonObject view = Answers.json(begun);
    if (begun.statusCode() == 202) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !good(client.get(VERIFY)).getString("state").equals("RUNNING"));
      view = good(client.get(VERIFY));
    }
    return view;
  }

  /** What a verification has found, in short: kind and number, or kind and position. */
  static List<String> findings(JsonObject verification) {
    return verification.getJsonObject("report").getJsonArray("findings").stream()
        .map(JsonValue::asJsonObject)
        .map(AuditCalls::inShort)
        .toList();
  }

  JsonObject chain() {
    return good(client.get(CHAIN));
  }

  private static String inShort(JsonObject finding) {
    return finding.isNull("sequence")
        ? finding.getString("kind") + " at " + finding.getJsonNumber("position")
        : finding.getString("kind") + " " + finding.getJsonNumber("sequence");
  }
}
