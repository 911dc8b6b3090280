package org.holdfast.tests.distribution;

import static org.holdfast.tests.distribution.Answers.bytes;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.items;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a Key Administrator can read of a vault's objects over REST. */
final class VaultContents {

  private static final String OBJECTS = "/api/v1/objects";
  private static final int BULK = 100;

  private final RestClient keyadmin;

  VaultContents(RestClient keyadmin) {
    this.keyadmin = keyadmin;
  }

  /**
   * Each object by its identifier: its document, and the SHA-256 of its material where that comes
   * out.
   */
  Map<String, String> read() {
    Map<String, String> contents = new TreeMap<>();
    List<String> readable = new ArrayList<>();
    for (JsonObject object : documents("?limit=1000")) {
      contents.put(object.getString("id"), object.toString());
      if (object.getBoolean("extractable") && !isVaultsOwn(object)) {
        readable.add(object.getString("id"));
      }
    }
    for (String state : List.of("DESTROYED", "DESTROYED_COMPROMISED")) {
      documents("?limit=1000&state=" + state)
          .forEach(object -> contents.put(object.getString("id"), object.toString()));
    }
    for (int from = 0; from < readable.size(); from += BULK) {
      materials(readable.subList(from, Math.min(from + BULK, readable.size())))
          .forEach(
              read ->
                  contents.merge(
                      read.getString("id"),
                      " " + read.getInt("version") + " " + sha256(bytes(read, "material")),
                      String::concat));
    }
    return contents;
  }

  /** The endpoint authority's, which nobody reads. */
  private static boolean isVaultsOwn(JsonObject object) {
    return object.getString("name").startsWith("Holdfast ");
  }

  private List<JsonObject> documents(String query) {
    List<JsonObject> documents = new ArrayList<>();
    String next = "";
    do {
      HttpResponse<String> page =
          keyadmin.get(OBJECTS + query + (next.isEmpty() ? "" : "&cursor=" + next));
      documents.addAll(items(page));
      next = good(page).getString("next", "");
    } while (!next.isEmpty());
    return documents;
  }

  private List<JsonObject> materials(List<String> ids) {
    JsonArrayBuilder wanted = Json.createArrayBuilder();
    ids.forEach(wanted::add);
    return items(keyadmin.post(OBJECTS + "/bulk-read", ObjectCalls.list("ids", wanted)));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
