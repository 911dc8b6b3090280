package org.holdfast.web.system;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** The description of the REST API. Written by hand, held to the resources by a test. */
@WebServlet(name = "OpenApiServlet", urlPatterns = "/openapi")
public class OpenApiServlet extends HttpServlet {

  /** The document on the class path. */
  static final String DOCUMENT = "/org/holdfast/web/system/openapi.json";

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    try (InputStream document = OpenApiServlet.class.getResourceAsStream(DOCUMENT)) {
      if (document == null) {
        throw new IOException(DOCUMENT + " is not packed");
      }
      document.transferTo(response.getOutputStream());
    }
  }
}
