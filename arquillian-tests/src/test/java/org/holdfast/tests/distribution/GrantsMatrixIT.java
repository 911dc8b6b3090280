package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may do what: each caller does each action over REST, and gets what the table {@code
 * grants-matrix.txt} says. Each refusal leaves one audit record, each success none of a failure.
 */
class GrantsMatrixIT {

  private static final String OBJECTS = "/api/v1/objects";
  private static final String WALLETS = "/api/v1/wallets";
  private static final String PASSWORD = "a long password of theirs";

  private static final TrialServer SERVER = TrialServer.shared();
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final AuditReader AUDIT = new AuditReader(SERVER);

  private static final Map<String, Client> CALLERS = new HashMap<>();

  /** Who access is granted to: as in the path of a grant, and which; of those who have any. */
  private static final Map<String, String> GRANTEES = new HashMap<>();

  /** What each caller acts on unless the action is an end. */
  private static final Map<String, Scene> SCENES = new HashMap<>();

  private static final Set<String> ENDING =
      Set.of("activate", "revoke", "rekey", "destroy", "put", "take", "wallet-delete");

  private static String bystander = "";
  private static int made;
  private static long failures;

  /** One call: method, path and body, which may be empty. */
  @FunctionalInterface
  private interface Client {
    HttpResponse<String> send(String method, String path, String json);
  }

  /** What a caller acts on: an object in a wallet, and another wallet where it takes one. */
  private record Scene(String name, String object, String wallet, String other) {}

  @BeforeAll
  static void start() {
    SERVER.start();
    addUser("sysadmin", SERVER.sysadmin());
    addUser("auditor", SERVER.auditor());
    addUser("keyadmin", SERVER.keyadmin());
    for (String name : List.of("user-none", "user-read", "user-modify", "user-manage", "owner")) {
      String id = makeUser(name);
      addUser(name, new Rest.User(name, PASSWORD));
      GRANTEES.put(name, "user/" + id);
    }
    bystander = "user/" + makeUser("bystander");
    for (String name :
        List.of(
            "endpoint-none",
            "endpoint-read",
            "endpoint-modify",
            "endpoint-manage",
            "group-modify")) {
      EndpointClient endpoint = EndpointClient.enrolled(SERVER, KEYADMIN, name);
      CALLERS.put(name, endpoint::send);
      GRANTEES.put(name, "endpoint/" + endpoint.id());
    }
    String group = id(KEYADMIN.post("/api/v1/groups", object("name", "group")));
    String member = GRANTEES.getOrDefault("group-modify", "").replace("endpoint/", "");
    send(KEYADMIN, "PUT", "/api/v1/groups/" + group + "/endpoints/" + member, "");
    GRANTEES.put("group-modify", "group/" + group);
  }

  @Test
  void eachCaller_getsForEachAction_whatTheTableSays() throws IOException {
    List<String[]> table = table();
    String[] actions = table.get(0);
    List<String> seen = new ArrayList<>();
    failures = AUDIT.failures();
    boolean asExpected = true;
    for (String[] row : table.subList(1, table.size())) {
      assertThat(row).hasSameSizeAs(actions);
      StringBuilder line = new StringBuilder("%-17s".formatted(row[0]));
      for (int i = 1; i < row.length; i++) {
        String found = cell(row[0], actions[i]);
        boolean good = found.equals(row[i]);
        asExpected &= good;
        line.append(" %s=%s".formatted(actions[i], good ? found : row[i] + "!" + found));
      }
      seen.add(line.toString());
    }
    assertThat(asExpected).as("expected!found, in\n%s\n", String.join("\n", seen)).isTrue();
  }

  /** The status that a caller gets for an action, and what the audit trail says too much of it. */
  private static String cell(String caller, String action) {
    Scene scene = scene(caller, action);
    HttpResponse<String> answer = act(caller(caller), action, scene);
    List<String> recorded = AUDIT.failuresSince(failures);
    failures += recorded.size();
    boolean refused = answer.statusCode() >= 400;
    String status = Integer.toString(answer.statusCode());
    if (action.equals("list") && !refused) {
      status += contains(answer, scene.object()) ? "+" : "-";
    } else if (action.equals("wallet-list") && !refused) {
      status += contains(answer, scene.wallet()) ? "+" : "-";
    }
    return recorded.size() == (refused ? 1 : 0) ? status : status + recorded;
  }

  private static HttpResponse<String> act(Client caller, String action, Scene scene) {
    String object = OBJECTS + "/" + scene.object();
    String wallet = WALLETS + "/" + scene.wallet();
    return switch (action) {
      case "see" -> caller.send("GET", object, "");
      case "material" -> caller.send("GET", object + "/material", "");
      case "use" -> caller.send("POST", object + "/encrypt", object("plaintext", "aGVsbG8="));
      case "change" -> caller.send("PATCH", object, object("description", "changed"));
      case "activate" -> caller.send("POST", object + "/activate", "");
      case "revoke" ->
          caller.send("POST", object + "/revoke", object("reason", "CESSATION_OF_OPERATION"));
      case "rotate" -> caller.send("POST", object + "/rotate", "");
      case "rekey" -> caller.send("POST", object + "/rekey", "");
      case "destroy" -> caller.send("DELETE", object, "");
      case "versions" -> caller.send("GET", object + "/versions", "");
      case "history" -> caller.send("GET", object + "/history", "");
      case "used" -> caller.send("GET", object + "/where-used", "");
      case "list" -> caller.send("GET", OBJECTS + "?name=" + scene.name(), "");
      case "wallet-see" -> caller.send("GET", wallet, "");
      case "wallet-list" -> caller.send("GET", WALLETS + "?name=" + scene.name(), "");
      case "contents" -> caller.send("GET", wallet + "/objects", "");
      case "put" ->
          caller.send("PUT", WALLETS + "/" + scene.other() + "/objects/" + scene.object(), "");
      case "take" -> caller.send("DELETE", wallet + "/objects/" + scene.object(), "");
      case "create" ->
          caller.send(
              "POST",
              OBJECTS,
              """
              {"name":"%s made","type":"SYMMETRIC_KEY","algorithm":"AES","wallets":["%s"]}
              """
                  .formatted(scene.name(), scene.wallet()));
      case "wallet-change" -> caller.send("PATCH", wallet, object("description", "changed"));
      case "grants" -> caller.send("GET", wallet + "/grants", "");
      case "grant" ->
          caller.send("PUT", wallet + "/grants/" + bystander, object("level", "READ_ONLY"));
      case "ungrant" -> caller.send("DELETE", wallet + "/grants/" + bystander, "");
      case "wallet-delete" -> caller.send("DELETE", wallet, "");
      case "wallet-create" -> caller.send("POST", WALLETS, object("name", scene.name() + " new"));
      default -> throw new IllegalArgumentException(action);
    };
  }

  /** Anew where the action leaves something else behind; otherwise the caller's usual one. */
  private static Scene scene(String caller, String action) {
    return ENDING.contains(action)
        ? newScene(caller, action)
        : SCENES.computeIfAbsent(caller, known -> newScene(known, action));
  }

  private static Scene newScene(String caller, String action) {
    String name = "scene-" + ++made;
    String wallet = wallet(name, caller);
    String other = action.equals("put") ? wallet(name + "-other", caller) : "";
    boolean later = action.equals("activate") || action.equals("destroy");
    String object =
        id(
            caller("owner")
                .send(
                    "POST",
                    OBJECTS,
                    """
                    {"name":"%s","type":"SYMMETRIC_KEY","algorithm":"AES"%s}
                    """
                        .formatted(
                            name, later ? ",\"activationDate\":\"2099-01-01T00:00:00Z\"" : "")));
    if (!action.equals("wallet-delete")) {
      send(KEYADMIN, "PUT", WALLETS + "/" + wallet + "/objects/" + object, "");
    }
    return new Scene(name, object, wallet, other);
  }

  /** A wallet on which the caller has the access that its name tells. */
  private static String wallet(String name, String caller) {
    String wallet = id(KEYADMIN.post(WALLETS, object("name", name)));
    String level =
        switch (caller.substring(caller.indexOf('-') + 1)) {
          case "read" -> "READ_ONLY";
          case "modify" -> "READ_AND_MODIFY";
          case "manage" -> "MANAGE";
          default -> "";
        };
    if (!level.isEmpty()) {
      send(
          KEYADMIN,
          "PUT",
          WALLETS + "/" + wallet + "/grants/" + GRANTEES.get(caller),
          object("level", level));
    }
    return wallet;
  }

  private static boolean contains(HttpResponse<String> list, String id) {
    return items(list).stream().anyMatch(item -> item.getString("id").equals(id));
  }

  private static Client caller(String name) {
    return Objects.requireNonNull(CALLERS.get(name), name);
  }

  private static void addUser(String name, Rest.User user) {
    RestClient client = new RestClient(SERVER::rest, () -> user);
    CALLERS.put(
        name,
        (method, path, json) ->
            json.isEmpty()
                ? client.send(method, path, BodyPublishers.noBody())
                : client.sendJson(method, path, json));
  }

  private static String makeUser(String name) {
    RestClient sysadmin = new RestClient(SERVER::rest, SERVER::sysadmin);
    return id(
        sysadmin.post("/api/v1/users", object("name", name, "role", "USER", "password", PASSWORD)));
  }

  private static void send(RestClient client, String method, String path, String json) {
    HttpResponse<String> answer =
        json.isEmpty()
            ? client.send(method, path, BodyPublishers.noBody())
            : client.sendJson(method, path, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  /** The rows of the table, split; the first names the actions. */
  private static List<String[]> table() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GrantsMatrixIT.class.getResourceAsStream("grants-matrix.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\s+"))
          .toList();
    }
  }

  @Test
  void whereUsed_doesNotTellWhoElseHasAccess_toWhoDoesNotManage() {
    Scene scene = scene("user-read", "used");
    send(
        KEYADMIN,
        "PUT",
        WALLETS + "/" + scene.wallet() + "/grants/" + bystander,
        object("level", "READ_ONLY"));

    HttpResponse<String> used =
        caller("user-read").send("GET", OBJECTS + "/" + scene.object() + "/where-used", "");

    assertThat(good(used).getJsonArray("wallets")).hasSize(1);
    assertThat(good(used).getJsonArray("grants")).isEmpty();
    assertThat(
            good(KEYADMIN.get(OBJECTS + "/" + scene.object() + "/where-used"))
                .getJsonArray("grants"))
        .hasSize(2);
    assertThat(Arrays.asList(used.body())).noneMatch(body -> body.contains("bystander"));
  }
}
