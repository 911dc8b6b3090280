package org.holdfast.web.doctor;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.holdfast.ejb.doctor.ExamineVault;
import org.holdfast.ejb.error.Failures;
import org.holdfast.web.error.Problem;
import org.jspecify.annotations.Nullable;

/** A fresh report as a file, for who asks for help with it; the same JSON as over REST. */
@WebServlet(name = "DoctorDownload", urlPatterns = "/system/doctor.json")
public class DoctorDownload extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient ExamineVault examineVault;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String json;
    try {
      json =
          DoctorResource.render(
              examineVault.examine(
                  DoctorResource.subject(
                      given(request, "vendor"), null, given(request, "tokenLabel"))));
    } catch (RuntimeException e) {
      Problem problem = Problem.of(Failures.toVaultException(e));
      problem.refuse(request, response);
      response.sendError(problem.status());
      return;
    }
    response.setContentType("application/json");
    response.setHeader("Content-Disposition", "attachment; filename=\"holdfast-doctor.json\"");
    response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String given(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null || value.isBlank() ? null : value;
  }
}
