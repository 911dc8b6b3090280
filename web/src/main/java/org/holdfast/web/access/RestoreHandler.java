package org.holdfast.web.access;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.holdfast.web.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Lets each request through the gate, and keeps it out while a restore is under way: REST with a
 * problem document, the console by sending it to the page that says so. What {@link RestorePaths}
 * names is served all the same.
 *
 * <p>Before sign-in, which asks the tables that are being replaced; costs two additions a request.
 */
final class RestoreHandler implements HttpHandler {

  private static final HttpString FACES_REQUEST = new HttpString("Faces-Request");

  private final HttpHandler next;
  private final Supplier<@Nullable RestoreGate> gate;

  /**
   * @param gate gives null until the application has started
   */
  RestoreHandler(HttpHandler next, Supplier<@Nullable RestoreGate> gate) {
    this.next = next;
    this.gate = gate;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    @Nullable RestoreGate shut = gate.get();
    String path = exchange.getRelativePath();
    if (shut == null || RestorePaths.isServed(exchange.getRequestMethod().toString(), path)) {
      next.handleRequest(exchange);
    } else if (shut.enter()) {
      exchange.addExchangeCompleteListener(
          (completed, following) -> {
            shut.leave();
            following.proceed();
          });
      next.handleRequest(exchange);
    } else {
      refuse(exchange, path);
    }
  }

  private static void refuse(HttpServerExchange exchange, String path) {
    SecureHeaders.apply(
        path, (name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    if (RestorePaths.isPage(path)) {
      sendToPage(exchange);
      return;
    }
    Problem problem = Problem.of(ErrorCode.RESTORE_RUNNING);
    exchange.setStatusCode(problem.status());
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, problem.retryAfter());
    send(exchange, Problem.MEDIA_TYPE, problem.toJson());
  }

  private static void sendToPage(HttpServerExchange exchange) {
    String page = exchange.getResolvedPath() + RestorePaths.PAGE;
    if ("partial/ajax".equals(exchange.getRequestHeaders().getFirst(FACES_REQUEST))) {
      // Faces' script follows a redirect only if it is told so in its own words.
      send(
          exchange,
          "text/xml; charset=UTF-8",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
              + page
              + "\"/></partial-response>");
    } else {
      exchange.setStatusCode(StatusCodes.SEE_OTHER);
      exchange.getResponseHeaders().put(Headers.LOCATION, page);
      exchange.endExchange();
    }
  }

  private static void send(HttpServerExchange exchange, String type, String body) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseSender().send(body, StandardCharsets.UTF_8);
  }
}
