package org.holdfast.web.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A page that needs neither Faces nor the database, in the console's look: for what goes wrong
 * outside a form.
 */
final class PlainPage {

  private static final String TEMPLATE = "/WEB-INF/plain-page.html";

  /** Stricter than that of the console: this page has no form and no script but the theme's. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private PlainPage() {}

  /** Says what happened and what to do. */
  static void send(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    String html;
    try (InputStream template = request.getServletContext().getResourceAsStream(TEMPLATE)) {
      html = new String(template.readAllBytes(), StandardCharsets.UTF_8);
    }
    byte[] body =
        html.replace("{base}", escape(request.getContextPath()))
            .replace("{title}", escape(problem.code().title()))
            .replace("{detail}", detail(problem))
            .replace("{cure}", escape(cure(problem)))
            .replace("{code}", escape(problem.code().id()))
            .replace("{way}", way(request, problem))
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    if (problem.isTemporary()) {
      response.setHeader("Retry-After", problem.retryAfter());
    }
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.setContentType("text/html; charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String detail(Problem problem) {
    @Nullable String detail = problem.detail();
    return detail == null
        ? ""
        : "<p class=\"plain-detail\">" + escape(FormProblems.sentence(detail)) + "</p>";
  }

  /** Where to go from here: the same address again when it is only a matter of time. */
  private static String way(HttpServletRequest request, Problem problem) {
    boolean again =
        problem.isTemporary()
            && request.getMethod().equals("GET")
            && request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String;
    return again
        ? "<a href=\"\">Try again</a>"
        : "<a href=\"" + escape(request.getContextPath()) + "/home.xhtml\">Go to Home</a>";
  }

  /** The cure for a missing address is another one in the console than over REST. */
  private static String cure(Problem problem) {
    return problem.code() == ErrorCode.RESOURCE_UNKNOWN
        ? "Go to Home and look for it in the navigation."
        : problem.code().cure();
  }
}
