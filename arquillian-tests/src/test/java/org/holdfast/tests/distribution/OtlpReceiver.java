package org.holdfast.tests.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.zip.GZIPInputStream;

/** Takes metrics over OTLP/HTTP as a collector does (OTLP 1.5, binary protobuf). */
final class OtlpReceiver implements AutoCloseable {

  private static final String PATH = "/v1/metrics";

  private final HttpServer server;
  private final Set<String> metrics = new ConcurrentSkipListSet<>();
  private final Set<String> services = ConcurrentHashMap.newKeySet();

  /** Listens on a port that is free. */
  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PATH, this::take);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  /** Names of all metrics that have arrived. */
  Set<String> metrics() {
    return Set.copyOf(metrics);
  }

  /** What their senders call themselves. */
  Set<String> services() {
    return Set.copyOf(services);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream body = exchange.getRequestBody();
      ExportMetricsServiceRequest request =
          ExportMetricsServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body);
      for (ResourceMetrics resource : request.getResourceMetricsList()) {
        resource.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .forEach(attribute -> services.add(attribute.getValue().getStringValue()));
        for (ScopeMetrics scope : resource.getScopeMetricsList()) {
          scope.getMetricsList().stream().map(Metric::getName).forEach(metrics::add);
        }
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
