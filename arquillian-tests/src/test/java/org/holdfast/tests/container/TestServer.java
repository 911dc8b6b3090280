package org.holdfast.tests.container;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.server.client.VaultClient;
import org.holdfast.server.database.EmbeddedDatabase;
import org.holdfast.server.home.Home;
import org.holdfast.server.tls.ServerCertificate;
import org.jspecify.annotations.Nullable;

/**
 * The server of the container tests, as the launcher would prepare it: home, certificates, embedded
 * database and token, all new, and a copy of the provisioned server's configuration.
 */
final class TestServer {

  private static final Pattern INSTALL_CODE = Pattern.compile("one-time code: ([A-Z0-9-]{14})");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** A server that lives for seconds: its start and its deployments are most of its work. */
  private static final String SHORT_LIVED =
      "-Xms128m -Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
          + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

  private static final String AS_SHIPPED = "-Xms128m -Xmx512m -XX:+UseParallelGC";

  /** What the HSM's pool is measured against; null in tests. */
  private static final @Nullable String MEASURED = System.getProperty("holdfast.hsm.loop");

  private static @Nullable TestServer instance;

  private final Path distribution = required("holdfast.distribution");
  private final Path wildfly = required("holdfast.wildfly");
  private final Path work = required("holdfast.container.work");
  private final int port = freePort();
  private final int managementPort = freePort();
  private final int testsPort = freePort();
  private final EmbeddedDatabase database;
  private final ServerCertificate certificate;
  private final VaultClient client;

  private TestServer() {
    try {
      delete(work);
      Files.createDirectories(work);
      Home home = Home.prepare(work.resolve("home"));
      certificate = ServerCertificate.ensure(home, List.of(), null, Clock.systemUTC());
      database = new EmbeddedDatabase(distribution, home, freePort());
      makeToken();
      copyConfiguration();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client = VaultClient.pinned(URI.create("https://127.0.0.1:" + port), certificate.certificate());
    database.start();
    Runtime.getRuntime().addShutdownHook(new Thread(database::stop, "stop database"));
  }

  static synchronized TestServer instance() {
    if (instance == null) {
      instance = new TestServer();
    }
    return instance;
  }

  VaultClient client() {
    return client;
  }

  static VaultClient.User user(String name) {
    return new VaultClient.User(name, TestVault.PASSWORD);
  }

  /** Where tests are let in. */
  int testsPort() {
    return testsPort;
  }

  /** The managed container's configuration. */
  Map<String, String> configuration() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("holdfast.home", work.resolve("home").toString());
    properties.put("holdfast.bind", "127.0.0.1");
    properties.put("holdfast.port", Integer.toString(port));
    properties.put("holdfast.management.port", Integer.toString(managementPort));
    properties.put("holdfast.tests.port", Integer.toString(testsPort));
    properties.put("holdfast.version", "test");
    properties.put("holdfast.vendors", distribution.resolve("etc/vendors").toString());
    if (MEASURED == null) {
      properties.put("holdfast.hsm.pool.max", Integer.toString(TestVault.POOL_MAX));
      properties.put("holdfast.hsm.pool.timeout", Integer.toString(TestVault.POOL_TIMEOUT_MILLIS));
    } else {
      properties.put("holdfast.hsm.loop", MEASURED);
    }
    properties.put("holdfast.env.TLS_PASSWORD", certificate.password());
    database
        .address()
        .environment()
        .forEach(
            (name, value) -> properties.put(name.replace("HOLDFAST_", "holdfast.env."), value));
    StringBuilder arguments = new StringBuilder(MEASURED == null ? SHORT_LIVED : AS_SHIPPED);
    properties.forEach(
        (name, value) -> arguments.append(" -D").append(name).append('=').append(value));
    return Map.of(
        "jbossHome", wildfly.toString(),
        "jbossArguments",
            "-Djboss.server.base.dir=%s -Djboss.server.log.dir=%s"
                .formatted(work.resolve("server"), work.resolve("log")),
        "javaVmArguments", arguments.toString(),
        "managementPort", Integer.toString(managementPort));
  }

  /** Post-install and Initialize, unless they were done; then waits until the vault is open. */
  void ensureInstalled() {
    JsonObject status = awaitStatus();
    if (!status.getBoolean("installed")) {
      install();
    }
    if ("PASSPHRASE_PROTECTED".equals(awaitStatus().getString("rootOfTrust"))) {
      initialize();
    }
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> client.get("/health/ready").isOk());
  }

  private JsonObject awaitStatus() {
    return await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              VaultClient.Answer answer = client.tryGet("/api/v1/system/status");
              return answer == null ? JsonObject.EMPTY_JSON_OBJECT : answer.body();
            },
            // Null until the vault has asked the database.
            body -> body.containsKey("installed") && !body.isNull("installed"));
  }

  private void install() {
    String code =
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(100))
            .until(
                () ->
                    INSTALL_CODE
                        .matcher(serverLog())
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .reduce("", (former, latter) -> latter),
                found -> !found.isEmpty());
    JsonArrayBuilder administrators = Json.createArrayBuilder();
    for (List<String> one :
        List.of(
            List.of(TestVault.SYSTEM_ADMINISTRATOR, "SYSTEM_ADMINISTRATOR"),
            List.of(TestVault.KEY_ADMINISTRATOR, "KEY_ADMINISTRATOR"),
            List.of(TestVault.AUDIT_MANAGER, "AUDIT_MANAGER"))) {
      administrators.add(
          Json.createObjectBuilder()
              .add("name", one.get(0))
              .add("role", one.get(1))
              .add("password", TestVault.PASSWORD));
    }
    need(
        client.post(
            "/api/v1/install",
            Json.createObjectBuilder()
                .add("code", code)
                .add("recoveryPassphrase", TestVault.RECOVERY_PASSPHRASE)
                .add("administrators", administrators)
                .build(),
            null));
  }

  private void initialize() {
    need(
        client.post(
            "/api/v1/hsm/initialize",
            Json.createObjectBuilder()
                .add("vendor", "softhsm")
                .add("credential", TestVault.PIN)
                .add("recoveryPassphrase", TestVault.RECOVERY_PASSPHRASE)
                .add("tokenLabel", TestVault.TOKEN)
                .build(),
            user(TestVault.SYSTEM_ADMINISTRATOR)));
  }

  private static void need(VaultClient.Answer answer) {
    if (!answer.isOk()) {
      throw new IllegalStateException(answer.status() + " " + answer.problem());
    }
  }

  String serverLog() {
    try {
      Path file = work.resolve("log/server.log");
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    database.stop();
  }

  /** The same path as in the environment variable that the build gives to tests and server. */
  private void makeToken() throws IOException {
    Path configuration = Path.of(Objects.requireNonNull(System.getenv("SOFTHSM2_CONF")));
    Path folder = Objects.requireNonNull(configuration.getParent());
    Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(
        configuration,
        """
        directories.tokendir = %s
        objectstore.backend = file
        log.level = ERROR
        """
            .formatted(folder.resolve("tokens")));
    Process tool =
        new ProcessBuilder(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                TestVault.TOKEN,
                "--pin",
                TestVault.PIN,
                "--so-pin",
                TestVault.SO_PIN)
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (tool.waitFor() != 0) {
        throw new IllegalStateException("The token cannot be made: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * The provisioned configuration with two things changed: secrets come as system properties, since
   * a managed container has no environment of its own; a listener without TLS lets tests in, and
   * forgotten sessions are logged.
   */
  private void copyConfiguration() throws IOException {
    Path from = wildfly.resolve("standalone/configuration");
    Path to = Files.createDirectories(work.resolve("server/configuration"));
    Files.createDirectories(work.resolve("server/deployments"));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    Path file = to.resolve("standalone.xml");
    String before = Files.readString(file);
    String after =
        before
            .replace("${env.HOLDFAST_", "${holdfast.env.")
            .replace(
                "<expose-expression-model/>", "<expose-expression-model/><remoting-connector/>")
            .replace(
                "<https-listener ",
                "<http-listener name=\"tests\" socket-binding=\"http\"/><https-listener ")
            .replace(
                "<socket-binding name=\"https\"",
                "<socket-binding name=\"http\" port=\"${holdfast.tests.port}\"/>"
                    + "<socket-binding name=\"https\"")
            .replace(
                "<cached-connection-manager/>",
                "<cached-connection-manager debug=\"%s\"/>".formatted(MEASURED == null));
    for (String changed :
        List.of(
            "${holdfast.env.DB_URL",
            "${holdfast.env.TLS_PASSWORD",
            "<http-listener ",
            "<remoting-connector/>",
            "manager debug=\"",
            "${holdfast.tests.port}")) {
      if (!after.contains(changed)) {
        throw new IllegalStateException("The configuration has changed: " + changed);
      }
    }
    Files.writeString(file, after);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static Path required(String property) {
    return Path.of(Objects.requireNonNull(System.getProperty(property), property));
  }
}
