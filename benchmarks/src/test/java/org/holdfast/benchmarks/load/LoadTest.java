package org.holdfast.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

  private final Set<String> bodies = ConcurrentHashMap.newKeySet();
  private final Set<String> authorizations = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          authorizations.addAll(exchange.getRequestHeaders().get("Authorization"));
          boolean found = !exchange.getRequestURI().getPath().startsWith("/none");
          byte[] answer = "{\"id\": \"x\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(found ? 200 : 404, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static LoadOptions options(String... arguments) {
    return LoadOptions.parse(List.of(arguments), Map.of("LOAD_PASSWORD", "secret"));
  }

  private Result run(int connections, Requests requests) throws Exception {
    Server under = Server.of(options("--url", address.toString()));
    return new Load(under, Duration.ZERO, Duration.ofMillis(300)).run(connections, requests);
  }

  @Test
  void run_stores_sendEachNameOnceWithThePassword() throws Exception {
    Requests stores =
        Requests.numbered(
            options("--user", "me").store("host", "c2VjcmV0"), LoadOptions.NUMBER, 999);

    Result result = run(2, stores);

    assertThat(result.failures()).isEmpty();
    assertThat(result.latencies().count()).isPositive();
    assertThat(bodies)
        .contains(
            "{\"name\":\"load 000000000999\",\"type\":\"SYMMETRIC_KEY\",\"algorithm\":\"AES\",\"material\":\"c2VjcmV0\"}")
        .hasSizeGreaterThanOrEqualTo((int) result.latencies().count());
    assertThat(authorizations).containsExactly("Basic bWU6c2VjcmV0");
  }

  @Test
  void run_refusedRequests_areCountedByStatusAndNotAsAnswers() throws Exception {
    Requests reads =
        Requests.inTurn(
            List.of(options("--user", "me", "--read-path", "/none/@ID@").read("host", "7")));

    Result result = run(1, reads);

    assertThat(result.failures()).containsOnlyKeys("404");
    assertThat(result.latencies().count()).isZero();
  }

  @Test
  void inTurn_three_comeOneAfterTheOtherAndAgain() {
    Requests requests = Requests.inTurn(List.of(new byte[] {1}, new byte[] {2}));

    assertThat(List.of(requests.next()[0], requests.next()[0], requests.next()[0]))
        .containsExactly((byte) 1, (byte) 2, (byte) 1);
  }

  @Test
  void parse_wrongOptions_sayWhat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options("--nonsense", "1"))
        .withMessageContaining("--nonsense");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options("--url"))
        .withMessageContaining("--url");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadOptions.parse(List.of("--user", "me"), Map.of()))
        .withMessageContaining("LOAD_PASSWORD");
  }
}
