package org.holdfast.tests.distribution;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;

/** What a REST call came back with. */
public record Answer(int status, String body) {

  public JsonObject json() {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    } catch (jakarta.json.JsonException e) {
      throw new AssertionError("Not a JSON object: " + status + " " + body, e);
    }
  }

  /** A text of the answer; empty if it is not there. */
  public String text(String name) {
    return json().getString(name, "");
  }
}
