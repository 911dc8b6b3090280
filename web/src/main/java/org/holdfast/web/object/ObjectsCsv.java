package org.holdfast.web.object;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.web.csv.Csv;
import org.holdfast.web.error.Problem;

/**
 * The filtered list of security objects as CSV (RFC 4180), newest first, without material; ends
 * after {@link SecurityObjectRepository#MAX_COUNT} rows. It is written while it is read, so the
 * server holds a batch at a time.
 */
@WebServlet(name = "ObjectsCsv", urlPatterns = "/keys/objects.csv")
public class ObjectsCsv extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final int BATCH = 1_000;
  private static final String HEAD =
      "id,name,type,algorithm,bits,version,state,wallets,expires,created,created_by,extractable";

  @Inject private transient ListObjects listObjects;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    ObjectQuery query;
    List<SecurityObject> batch;
    try {
      query = ObjectFilter.of(request::getParameter).query();
      batch = listObjects.listAfter(query, null, BATCH);
    } catch (RuntimeException e) {
      Problem problem = Problem.of(Failures.toVaultException(e));
      problem.refuse(request, response);
      response.sendError(problem.status());
      return;
    }
    response.setContentType("text/csv; charset=UTF-8; header=present");
    response.setHeader("Content-Disposition", "attachment; filename=\"security-objects.csv\"");
    PrintWriter writer = response.getWriter();
    line(writer, HEAD);
    int written = 0;
    while (!batch.isEmpty() && written < SecurityObjectRepository.MAX_COUNT) {
      batch.forEach(object -> line(writer, row(object)));
      written += batch.size();
      batch =
          batch.size() < BATCH
              ? List.of()
              : listObjects.listAfter(query, batch.get(batch.size() - 1).id(), BATCH);
    }
    writer.flush();
  }

  static String row(SecurityObject object) {
    return Csv.line(
        object.id(),
        object.name(),
        object.type(),
        object.algorithm(),
        object.bits(),
        object.version(),
        object.state(),
        object.wallets().stream().map(WalletId::toString).sorted().collect(Collectors.joining(" ")),
        object.attributes().expiry(),
        object.created(),
        object.createdBy(),
        object.extractable());
  }

  private static void line(PrintWriter writer, String text) {
    writer.print(text);
    writer.print(Csv.END);
  }
}
