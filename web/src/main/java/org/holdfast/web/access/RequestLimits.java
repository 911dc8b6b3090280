package org.holdfast.web.access;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.web.error.Problem;

/**
 * Limits size and time of each request's body.
 *
 * <p>The server's own limits are not enough: a body announced as too large is refused without a
 * code, and time is limited only from one byte to the next, so a client that sends one now and then
 * would keep a thread for weeks; a few of them would keep them all.
 */
final class RequestLimits implements HttpHandler {

  private final HttpHandler next;
  private final long maxBytes;
  private final Duration time;

  RequestLimits(HttpHandler next, long maxBytes, Duration time) {
    this.next = next;
    this.maxBytes = maxBytes;
    this.time = time;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (!exchange.isRequestComplete()) {
      if (exchange.getRequestContentLength() > maxBytes) {
        refuse(exchange);
        return;
      }
      exchange.setMaxEntitySize(maxBytes);
      long end = System.nanoTime() + time.toNanos();
      exchange.addRequestWrapper((factory, same) -> new DeadlineConduit(factory.create(), end));
    }
    next.handleRequest(exchange);
  }

  private static void refuse(HttpServerExchange exchange) {
    // What is on its way is not read: the connection ends with the answer.
    exchange.setPersistent(false);
    Problem problem = Problem.of(ErrorCode.BODY_TOO_LARGE);
    exchange.setStatusCode(problem.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Problem.MEDIA_TYPE);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(problem.toJson(), StandardCharsets.UTF_8);
  }
}
