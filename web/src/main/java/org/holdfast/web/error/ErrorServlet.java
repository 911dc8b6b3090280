package org.holdfast.web.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.holdfast.ejb.error.Failures;

/** Answers for every error of the container: a problem document under /api, else a page. */
@WebServlet(name = "ErrorServlet", urlPatterns = ErrorServlet.PATH)
public class ErrorServlet extends HttpServlet {

  /** Where web.xml sends errors. */
  static final String PATH = "/error";

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = problem(request);
    if (isRefusedByRole(request)) {
      Refusals.record(request);
    }
    Object failedPath = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failedPath instanceof String text ? text : request.getRequestURI();
    if (path.startsWith(request.getContextPath() + "/api/")) {
      problem.send(response);
    } else {
      PlainPage.send(request, response, problem);
    }
  }

  /** By a constraint in web.xml, which the container says by status alone, or by a use case. */
  private static boolean isRefusedByRole(HttpServletRequest request) {
    if (Problem.refused(request) != null) {
      return false;
    }
    return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
        ? Refusals.isByRole(thrown)
        : Integer.valueOf(HttpServletResponse.SC_FORBIDDEN)
            .equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
  }

  private static Problem problem(HttpServletRequest request) {
    Problem refused = Problem.refused(request);
    if (refused != null) {
      return refused;
    }
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
      return Problem.of(Failures.toVaultException(thrown));
    }
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status) {
      return ProblemMapper.problem(status);
    }
    // Somebody asked for the address itself.
    return ProblemMapper.problem(HttpServletResponse.SC_NOT_FOUND);
  }
}
