package org.holdfast.tests.distribution;

import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.items;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** The alerts of one server, over REST. */
final class AlertCalls {

  private static final String ALERTS = "/api/v1/alerts";

  private final RestClient client;
  private final Duration patience;

  /** With the rights of that user; waits so long for what is to come. */
  AlertCalls(RestClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /** Those of a kind, over or not. */
  List<JsonObject> all(String kind) {
    return items(client.get(ALERTS + "?kind=" + kind));
  }

  /** Waits until one of that kind is raised; the newest. */
  JsonObject awaitRaised(String kind) {
    await("an alert " + kind).atMost(patience).until(() -> !raised(kind).isEmpty());
    return raised(kind).get(0);
  }

  /** Waits until all of that kind are over. */
  void awaitNone(String kind) {
    await("the end of the alerts " + kind)
        .atMost(patience)
        .until(
            () -> all(kind).stream().allMatch(alert -> alert.getString("state").equals("CLEARED")));
  }

  /** The codes of those of a kind that are raised. */
  List<String> raisedCodes(String kind) {
    return raised(kind).stream()
        .map(alert -> alert.getJsonObject("cause").getString("code"))
        .toList();
  }

  /** Waits until an alert on the HSM has that code. */
  void awaitCause(String code) {
    await("an alert with " + code).atMost(patience).until(() -> raisedCodes("HSM").contains(code));
  }

  private List<JsonObject> raised(String kind) {
    return items(client.get(ALERTS + "?kind=" + kind + "&state=RAISED"));
  }
}
