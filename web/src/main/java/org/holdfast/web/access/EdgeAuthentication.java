package org.holdfast.web.access;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.access.Authenticate;
import org.holdfast.ejb.backup.RestoreBackup;
import org.holdfast.ejb.backup.RestoreOutcome;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.metrics.ScrapeToken;
import org.holdfast.web.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every request before anything else does.
 *
 * <p>REST is asked for HTTP Basic, a bearer token or a client certificate on each call and makes no
 * session; a browser session counts for nothing there, so no other site can make a signed-in
 * browser call it. The console is asked for its session and nothing else; who has none is sent to
 * the sign-in page.
 */
@ApplicationScoped
public class EdgeAuthentication {

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  /** What who shows the scrape token is called. */
  private static final String SCRAPER = "metrics";

  @EJB private Authenticate authenticate;

  @EJB private RestoreBackup restoreBackup;

  @Inject private InstallGate gate;

  @Inject private ScrapeToken scrapeToken;

  /**
   * Lets a request pass as a caller or as nobody, or answers it in the vault's stead.
   *
   * @param entry where the request stands
   */
  AuthStatus validate(HttpServletRequest request, HttpServletResponse response, Entry entry) {
    String path = RequestPath.of(request);
    SecureHeaders.apply(path, response);
    try {
      if (isFromElsewhere(request)) {
        AccessMessages.LOG.crossSiteRefused(request.getMethod(), path);
        return refuse(request, response, Problem.of(ErrorCode.CSRF_REFUSED));
      }
      if (isServedToAnybody(request.getMethod(), path)) {
        return entry.passAsNobody();
      }
      return switch (gate.decide(path)) {
        case STARTING -> refuse(request, response, Problem.of(ErrorCode.STARTING));
        case DATABASE_AWAY -> refuse(request, response, Problem.of(ErrorCode.DATABASE_AWAY));
        case NOT_INSTALLED ->
            RequestPath.isForPrograms(path)
                ? refuse(request, response, Problem.of(ErrorCode.NOT_INSTALLED))
                : redirect(request, response, InstallGate.POST_INSTALL_PAGE);
        case INSTALLED_ALREADY -> redirect(request, response, "/login.xhtml");
        case PASS ->
            RequestPath.isForPrograms(path)
                ? validateApi(path, request, response, entry)
                : validateConsole(path, request, response, entry);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException) {
        // The form did not arrive, or not in time.
        return refuse(request, response, Problem.of(ErrorCode.INPUT_MALFORMED));
      }
      throw e;
    }
  }

  /** While a restore is under way nobody can be signed in, whatever credentials they send. */
  private boolean isServedToAnybody(String method, String path) {
    return RestorePaths.isAboutRestore(method, path)
        || (RestorePaths.isServed(method, path) && restoreBackup.status().restoring());
  }

  private AuthStatus validateApi(
      String path, HttpServletRequest request, HttpServletResponse response, Entry entry) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return validateWithoutHeader(request, response, entry);
    }
    try (Authorization authorization = Authorization.parse(header)) {
      if (authorization == null) {
        return refuse(request, response, Problem.of(ErrorCode.NOT_SIGNED_IN));
      }
      String name = authorization.name();
      if (name == null && RequestPath.isMetrics(path) && scrapeToken.is(authorization.secret())) {
        return entry.passAs(SCRAPER, ScrapeToken.ROLE);
      }
      return signedIn(
          entry,
          name == null
              ? authenticate.byToken(authorization.secret())
              : authenticate.byBasic(name, authorization.secret()));
    } catch (RuntimeException e) {
      VaultException failure = Failures.toVaultException(e);
      return refuse(request, response, Problem.of(failure));
    }
  }

  /** A header wins over a certificate: who sends one says whom they want to be. */
  private AuthStatus validateWithoutHeader(
      HttpServletRequest request, HttpServletResponse response, Entry entry) {
    if (!entry.isProtected()) {
      return entry.passAsNobody();
    }
    X509Certificate certificate = PeerCertificate.of(request);
    if (certificate == null) {
      return refuse(request, response, Problem.of(ErrorCode.NOT_SIGNED_IN));
    }
    try {
      return signedIn(
          entry, authenticate.byCertificate(PeerCertificate.fingerprintOf(certificate)));
    } catch (RuntimeException e) {
      return refuse(request, response, Problem.of(Failures.toVaultException(e)));
    }
  }

  private AuthStatus validateConsole(
      String path, HttpServletRequest request, HttpServletResponse response, Entry entry)
      throws IOException {
    if (SecureHeaders.isAsset(path)) {
      return entry.passAsNobody();
    }
    boolean hadSession = request.getRequestedSessionId() != null;
    Caller caller = ConsoleSession.current(request, isByItself(request), restored());
    if (caller != null) {
      return signedIn(entry, caller);
    }
    if (!entry.isProtected()) {
      return entry.passAsNobody();
    }
    String ended = hadSession && request.getSession(false) == null ? "ended=1" : "";
    String next = wanted(path, request);
    String query = next + (next.isEmpty() || ended.isEmpty() ? "" : "&") + ended;
    return redirect(request, response, "/login.xhtml" + (query.isEmpty() ? "" : "?" + query));
  }

  /** When the vault became that of a backup; null if it has not since this process started. */
  private @Nullable Instant restored() {
    RestoreOutcome last = restoreBackup.status().last();
    return last != null && last.succeeded() ? last.finished() : null;
  }

  private static AuthStatus signedIn(Entry entry, Caller caller) {
    return entry.passAs(caller.name(), caller.role().name());
  }

  /** A page refreshing its status is no sign of a person at the keyboard. */
  private static boolean isByItself(HttpServletRequest request) {
    String source = request.getParameter("jakarta.faces.source");
    return source != null && source.endsWith("poll");
  }

  /** Whether another site made a browser send this. */
  static boolean isFromElsewhere(HttpServletRequest request) {
    if (SAFE_METHODS.contains(request.getMethod())) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private static String wanted(String path, HttpServletRequest request) {
    if (!request.getMethod().equals("GET") || isAjax(request)) {
      return "";
    }
    @Nullable String query = request.getQueryString();
    String wanted = LocalPaths.orHome(query == null ? path : path + "?" + query);
    return wanted.equals(LocalPaths.HOME)
        ? ""
        : "next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
  }

  private static boolean isAjax(HttpServletRequest request) {
    return "partial/ajax".equals(request.getHeader("Faces-Request"));
  }

  private static AuthStatus refuse(
      HttpServletRequest request, HttpServletResponse response, Problem problem) {
    problem.refuse(request, response);
    return AuthStatus.SEND_FAILURE;
  }

  private static AuthStatus redirect(
      HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
    String target = request.getContextPath() + path;
    if (isAjax(request)) {
      // Faces' script follows a redirect only if it is told so in its own words.
      response.setContentType("text/xml; charset=UTF-8");
      response
          .getOutputStream()
          .write(
              ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                      + target.replace("&", "&amp;")
                      + "\"/></partial-response>")
                  .getBytes(StandardCharsets.UTF_8));
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", target);
    }
    return AuthStatus.SEND_CONTINUE;
  }
}
