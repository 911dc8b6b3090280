package org.holdfast.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sets the headers on what the sign-in lets through; on its own answers it sets them itself. */
@WebFilter(filterName = "SecureHeadersFilter", urlPatterns = "/*", asyncSupported = true)
public class SecureHeadersFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    SecureHeaders.apply(RequestPath.of(request), response);
    chain.doFilter(request, response);
  }
}
