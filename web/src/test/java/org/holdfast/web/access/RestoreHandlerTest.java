package org.holdfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreHandlerTest {

  /** Open or shut as the test says; tells who comes and goes. */
  private static final class Gate extends RestoreGate {

    private final BlockingQueue<String> passed = new LinkedBlockingQueue<>();
    private volatile boolean shut;

    @Override
    public boolean enter() {
      if (!shut) {
        passed.add("in");
      }
      return !shut;
    }

    @Override
    public void leave() {
      passed.add("out");
    }

    @Nullable String next() throws InterruptedException {
      return passed.poll(10, TimeUnit.SECONDS);
    }
  }

  private final Gate gate = new Gate();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private volatile boolean started = true;
  private Undertow server = Undertow.builder().build();

  @BeforeEach
  void start() {
    server =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(1)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                new RestoreHandler(
                    exchange -> {
                      if (exchange.getRequestPath().equals("/fails")) {
                        throw new IllegalStateException("no answer");
                      }
                      exchange.getResponseSender().send("served");
                    },
                    () -> started ? gate : null))
            .build();
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void handleRequest_gateOpen_entersAndLeaves() throws Exception {
    assertThat(send("GET", "/api/v1/objects").body()).isEqualTo("served");

    assertThat(gate.next()).isEqualTo("in");
    assertThat(gate.next()).isEqualTo("out");
  }

  @Test
  void handleRequest_thatFails_leavesToo() throws Exception {
    assertThat(send("GET", "/fails").statusCode()).isEqualTo(500);

    assertThat(gate.next()).isEqualTo("in");
    assertThat(gate.next()).isEqualTo("out");
  }

  @Test
  void handleRequest_gateShut_refusesRestWithTheCode() throws Exception {
    gate.shut = true;

    HttpResponse<String> answer = send("GET", "/api/v1/objects");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.body()).contains("\"code\":\"HF-6020\"", "\"status\":503");
    assertThat(gate.passed).isEmpty();
  }

  @Test
  void handleRequest_gateShut_sendsBrowsersToThePage() throws Exception {
    gate.shut = true;

    HttpResponse<String> page = send("GET", "/keys/objects.xhtml?a=b");
    HttpResponse<String> form = send("POST", "/login.xhtml");
    HttpResponse<String> script = send("POST", "/home.xhtml", "Faces-Request", "partial/ajax");

    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.headers().firstValue("Location")).hasValue("/restoring.xhtml");
    assertThat(form.statusCode()).isEqualTo(303);
    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(script.body()).contains("<redirect url=\"/restoring.xhtml\"/>");
  }

  @Test
  void handleRequest_gateShut_servesWhatTellsHowItIs_withoutWaitingForIt() throws Exception {
    gate.shut = true;

    assertThat(send("GET", "/api/v1/backups/restore").body()).isEqualTo("served");
    assertThat(send("GET", "/api/v1/system/status").body()).isEqualTo("served");
    assertThat(send("GET", "/restoring.xhtml").body()).isEqualTo("served");
    assertThat(send("POST", "/api/v1/backups/restore").statusCode()).isEqualTo(503);
    assertThat(gate.passed).isEmpty();
  }

  @Test
  void handleRequest_beforeTheApplicationHasStarted_passes() throws Exception {
    started = false;
    gate.shut = true;

    assertThat(send("GET", "/api/v1/objects").body()).isEqualTo("served");
  }
}
