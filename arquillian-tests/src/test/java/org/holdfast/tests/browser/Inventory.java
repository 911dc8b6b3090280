package org.holdfast.tests.browser;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.holdfast.tests.distribution.Answer;
import org.holdfast.tests.distribution.Rest;
import org.holdfast.tests.distribution.TrialServer;
import org.jspecify.annotations.Nullable;

/**
 * What a vault of a few databases holds: objects, virtual wallets, endpoints in several states.
 * Made over REST by the Key Administrator, for pictures.
 */
final class Inventory {

  /** A certificate request, signed by a key that was thrown away. */
  static final String REQUEST =
      """
      -----BEGIN CERTIFICATE REQUEST-----
      MIHIMHACAQAwDjEMMAoGA1UEAwwDZGIxMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
      QgAEOoazpclsp+K9ARitj0AscRBhI72jFC9mPUShsW60LvvRPT1GDP1sFKbNR/yY
      qcilR7siiW1m9nyXmTeVW+uRCaAAMAoGCCqGSM49BAMCA0gAMEUCIFbe6s8wXUST
      vpqSkzphITb+MYbHgClfl5d8rv8HiplEAiEA9jRNxwULYvNp4rx1UGOZGMa8KgT5
      1Zg7a6MkQYlP53I=
      -----END CERTIFICATE REQUEST-----
      """;

  private static final String OBJECTS = "/api/v1/objects";
  private static final String WALLETS = "/api/v1/wallets";
  private static final String ENDPOINTS = "/api/v1/endpoints";
  private static final String GROUPS = "/api/v1/groups";

  /** In the hour before the last, the one before that, and so on. */
  private static final int[] OPERATIONS = {
    0, 64, 71, 58, 90, 84, 66, 61, 47, 38, 30, 22, 14, 12, 9, 11, 95, 18, 24, 33, 41, 52, 60, 57
  };

  private final TrialServer server;
  private final Map<String, String> ids = new LinkedHashMap<>();

  Inventory(TrialServer server) {
    this.server = server;
  }

  /** The identifier of what was made under that name. */
  String id(String name) {
    String id = ids.get(name);
    if (id == null) {
      throw new IllegalArgumentException(name);
    }
    return id;
  }

  /** Makes everything. */
  void fill(String certificate) {
    wallet("Orders", "Keys of the order databases, production.");
    wallet("Payments", "Card tokens and what signs them.");
    objects(certificate);
    endpoints();
    users();
    access();
    use();
    earlierHours();
  }

  private void wallet(String name, String description) {
    make(name, WALLETS, label(name, description));
  }

  private void objects(String certificate) {
    key("orders-db1/tde-master-2025", "AES", "Orders", Duration.ofDays(21));
    key("orders-db1/tde-master", "AES", "Orders", Duration.ofDays(365));
    key("orders-db2/tde-master", "AES", "Orders", Duration.ofDays(200));
    key("billing/export", "CHACHA20", "Orders", null);
    key("payments/card-tokens", "AES", "Payments", Duration.ofDays(12));
    key("payments/receipt-mac", "HMAC_SHA256", "Payments", Duration.ofDays(75));
    key("archive/backup-2026", "AES", null, null);
    make(
        "next-year/tde-master",
        OBJECTS,
        object("next-year/tde-master", "SYMMETRIC_KEY")
            .add("algorithm", "AES")
            .add("activationDate", Instant.now().plus(Duration.ofDays(40)).toString()));
    make(
        "gateway.example.com",
        OBJECTS,
        object("gateway.example.com", "CERTIFICATE").add("pem", certificate));
    make(
        "replication/password",
        OBJECTS,
        object("replication/password", "SECRET_DATA")
            .add("material", base64("correct horse battery staple"))
            .add("wallets", Json.createArrayBuilder().add(id("Orders"))));
    post(OBJECTS + "/" + id("orders-db1/tde-master") + "/rotate", Json.createObjectBuilder());
    post(
        OBJECTS + "/" + id("orders-db1/tde-master-2025") + "/revoke",
        Json.createObjectBuilder()
            .add("reason", "SUPERSEDED")
            .add("message", "orders-db1/tde-master took its place"));
  }

  private void key(String name, String algorithm, @Nullable String wallet, @Nullable Duration end) {
    JsonObjectBuilder key = object(name, "SYMMETRIC_KEY").add("algorithm", algorithm);
    if (wallet != null) {
      key.add("wallets", Json.createArrayBuilder().add(id(wallet)));
    }
    if (end != null) {
      key.add("deactivationDate", Instant.now().plus(end).toString());
    }
    if (name.startsWith("orders")) {
      key.add("description", "Transparent data encryption of the order database.")
          .add("attributes", Json.createObjectBuilder().add("team", "orders"));
    }
    make(name, OBJECTS, key);
  }

  private void endpoints() {
    endpoint("orders-db1", "Order database, first node.");
    endpoint("orders-db2", "Order database, second node.");
    endpoint("payments-gw", "Card gateway.");
    endpoint("backup-01", "Nightly backups.");
    endpoint("reporting", "");
    for (String name : new String[] {"orders-db1", "orders-db2", "payments-gw", "backup-01"}) {
      String path = ENDPOINTS + "/" + id(name);
      String token = post(path + "/token", Json.createObjectBuilder()).getString("token");
      post("/api/v1/enrol", Json.createObjectBuilder().add("token", token).add("request", REQUEST));
    }
    post(ENDPOINTS + "/" + id("backup-01") + "/suspend", Json.createObjectBuilder());
    make("Order databases", GROUPS, label("Order databases", "All nodes."));
    for (String name : new String[] {"orders-db1", "orders-db2"}) {
      put(GROUPS + "/" + id("Order databases") + "/endpoints/" + id(name), "");
    }
  }

  private void endpoint(String name, String description) {
    make(name, ENDPOINTS, label(name, description));
  }

  private void users() {
    make(
        "marta",
        "/api/v1/users",
        Json.createObjectBuilder()
            .add("name", "marta")
            .add("role", "USER")
            .add("password", "a password of marta"),
        server.sysadmin());
  }

  private void access() {
    grant("Orders", "GROUP", "Order databases", "READ_ONLY");
    grant("Orders", "USER", "marta", "READ_AND_MODIFY");
    grant("Orders", "ENDPOINT", "backup-01", "READ_ONLY");
    grant("Payments", "ENDPOINT", "payments-gw", "READ_AND_MODIFY");
    grant("Payments", "USER", "marta", "READ_ONLY");
  }

  private void grant(String wallet, String kind, String grantee, String level) {
    put(
        WALLETS + "/" + id(wallet) + "/grants/" + kind + "/" + id(grantee),
        Json.createObjectBuilder().add("level", level).build().toString());
  }

  /** Reads, and one that is refused. */
  private void use() {
    Rest.User marta = new Rest.User("marta", "a password of marta");
    for (int i = 0; i < 4; i++) {
      String name = i == 2 ? "archive/backup-2026" : "orders-db1/tde-master";
      server.rest().get(marta, OBJECTS + "/" + id(name) + "/material");
    }
  }

  /**
   * What a day looks like, hour by hour. Nothing but the database can date records back; the
   * picture needs more than one column.
   */
  private void earlierHours() {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.databasePort() + "/holdfast",
                "holdfast",
                server.databasePassword());
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO vault.audit_record
                    (node_id, sequence, at, actor, operation, outcome, detail)
                SELECT gen_random_uuid(), n, now() - make_interval(hours => ?), 'orders-db1',
                    'READ_OBJECT', CASE WHEN n <= ? THEN 'FAILED' ELSE 'SUCCEEDED' END, ''
                FROM generate_series(1, ?) AS n
                """)) {
      for (int hour = 1; hour < OPERATIONS.length; hour++) {
        insert.setInt(1, hour);
        insert.setInt(2, hour == 7 ? 9 : OPERATIONS[hour] / 40);
        insert.setInt(3, OPERATIONS[hour]);
        insert.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObjectBuilder object(String name, String type) {
    return Json.createObjectBuilder().add("name", name).add("type", type);
  }

  private static JsonObjectBuilder label(String name, String description) {
    return Json.createObjectBuilder().add("name", name).add("description", description);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void make(String name, String path, JsonObjectBuilder body) {
    make(name, path, body, server.keyadmin());
  }

  private void make(String name, String path, JsonObjectBuilder body, Rest.User user) {
    ids.put(name, good(server.rest().post(user, path, body.build().toString())).getString("id"));
  }

  private JsonObject post(String path, JsonObjectBuilder body) {
    return good(server.rest().post(server.keyadmin(), path, body.build().toString()));
  }

  private void put(String path, String json) {
    Rest.User user = server.keyadmin();
    good(
        server
            .rest()
            .send(
                server
                    .rest()
                    .request(path)
                    .header("Authorization", "Basic " + base64(user.name() + ":" + user.password()))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(json))));
  }

  private static JsonObject good(Answer answer) {
    if (answer.status() >= 300) {
      throw new AssertionError(answer);
    }
    return answer.body().isEmpty() ? JsonObject.EMPTY_JSON_OBJECT : answer.json();
  }
}
