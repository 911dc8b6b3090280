package org.holdfast.web.system;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Addresses that people type: sends them to the pages they mean. */
@WebServlet(
    name = "ConsoleRoots",
    urlPatterns = {"", "/system/hardware-security-module", "/favicon.ico"})
public class ConsoleRoots extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendRedirect(
        request.getContextPath()
            + switch (request.getServletPath()) {
              case "/system/hardware-security-module" -> "/system/hsm.xhtml";
              case "/favicon.ico" -> "/assets/favicon.svg";
              default -> "/home.xhtml";
            });
  }
}
