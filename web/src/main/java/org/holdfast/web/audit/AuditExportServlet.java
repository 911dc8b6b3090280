package org.holdfast.web.audit;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.chain.SealedRow;
import org.holdfast.ejb.error.Failures;
import org.holdfast.web.audit.AuditExport.Format;
import org.holdfast.web.error.Problem;
import org.holdfast.web.json.QueryParameters;

/** The filtered audit trail as a file, for the console. */
@WebServlet(name = "AuditExport", urlPatterns = AuditExportServlet.PATH)
public class AuditExportServlet extends HttpServlet {

  /** Where it is. */
  static final String PATH = "/reports/audit-trail";

  private static final long serialVersionUID = 1L;

  @Inject private transient AuditExport export;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    AuditQuery query;
    Format format;
    List<SealedRow> first;
    try {
      QueryParameters parameters =
          QueryParameters.only(request.getParameterMap(), AuditFilter.names(AuditFilter.FORMAT));
      query = AuditFilter.read(parameters);
      format = AuditFilter.format(parameters);
      first = export.begin(query, format);
    } catch (RuntimeException e) {
      Problem problem = Problem.of(Failures.toVaultException(e));
      problem.refuse(request, response);
      response.sendError(problem.status());
      return;
    }
    response.setContentType(format.mediaType());
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Content-Disposition", format.disposition());
    export.write(query, format, first, response.getWriter());
  }
}
