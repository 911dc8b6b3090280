package org.holdfast.tests.distribution;

import static org.holdfast.tests.distribution.Answers.bytes;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Calls on security objects of one user. */
final class ObjectCalls {

  private static final String OBJECTS = "/api/v1/objects";

  private final RestClient client;

  ObjectCalls(RestClient client) {
    this.client = client;
  }

  String make(String name, String algorithm, String more) {
    return id(
        client.post(
            OBJECTS,
            "{\"name\":\"%s\",\"type\":\"SYMMETRIC_KEY\",\"algorithm\":\"%s\"%s}"
                .formatted(name, algorithm, more.isEmpty() ? "" : "," + more)));
  }

  JsonObject pair(String name, String algorithm, String more) {
    return good(
        client.post(
            OBJECTS + "/key-pairs",
            "{\"privateName\":\"%s\",\"publicName\":\"%s.pub\",\"algorithm\":\"%s\",%s}"
                .formatted(name, name, algorithm, more)));
  }

  static String at(String id) {
    return OBJECTS + "/" + id;
  }

  byte[] material(String id) {
    return bytes(good(client.get(at(id) + "/material")), "material");
  }

  String pem(String id) {
    return client
        .send(
            "GET",
            at(id) + "/material",
            BodyPublishers.noBody(),
            "Accept",
            "application/x-pem-file")
        .body();
  }

  String state(String id) {
    return good(client.get(at(id))).getString("state");
  }

  /** The state after a revocation, or the code of its refusal. */
  String revoked(String id, String reason) {
    HttpResponse<String> answer = client.post(at(id) + "/revoke", object("reason", reason));
    return answer.statusCode() == 200 ? good(answer).getString("state") : code(answer);
  }

  boolean isValid(String id, String data, String signature) {
    return good(client.post(at(id) + "/verify", object("data", data, "signature", signature)))
        .getBoolean("valid");
  }

  boolean isMac(String id, String data, String mac) {
    return good(client.post(at(id) + "/verify-mac", object("data", data, "mac", mac)))
        .getBoolean("valid");
  }

  int ifNoneMatch(String id, String tag) {
    return client.send("GET", at(id), BodyPublishers.noBody(), "If-None-Match", tag).statusCode();
  }

  static String list(String name, JsonArrayBuilder items) {
    return Json.createObjectBuilder().add(name, items).build().toString();
  }

  /** The identifiers on all pages, in their order. */
  List<String> paged(String query) {
    List<String> ids = new ArrayList<>();
    String next = "";
    do {
      HttpResponse<String> page =
          client.get(OBJECTS + query + (next.isEmpty() ? "" : "&cursor=" + next));
      items(page).forEach(item -> ids.add(item.getString("id")));
      next = good(page).getString("next", "");
    } while (!next.isEmpty());
    return ids;
  }
}
