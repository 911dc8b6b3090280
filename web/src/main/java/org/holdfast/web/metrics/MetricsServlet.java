package org.holdfast.web.metrics;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.holdfast.ejb.metrics.ReadMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The metrics in the text format of Prometheus (version 0.0.4), or as OpenMetrics 1.0 for who
 * accepts that.
 */
@WebServlet(name = "MetricsServlet", urlPatterns = "/metrics")
public class MetricsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  @EJB private transient ReadMetrics readMetrics;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    @Nullable String accepted = request.getHeader("Accept");
    String type =
        accepted != null && accepted.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    String metrics = readMetrics.scrape(type);
    response.setContentType(type);
    response.getOutputStream().write(metrics.getBytes(StandardCharsets.UTF_8));
  }
}
