package org.holdfast.web.access;

import io.undertow.server.SSLSessionInfo;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The certificate whose private key the client proved to have when the connection was made. Nothing
 * else about it was checked.
 */
public final class PeerCertificate {

  private PeerCertificate() {}

  /** Null if the client showed none. */
  public static @Nullable X509Certificate of(HttpServletRequest request) {
    // Servlets have an attribute for it, but here it is set only after sign-in.
    ServletRequestContext context = ServletRequestContext.current();
    SSLSessionInfo tls =
        context == null ? null : context.getExchange().getConnection().getSslSessionInfo();
    return tls == null ? null : of(tls.getSSLSession());
  }

  static @Nullable X509Certificate of(@Nullable SSLSession session) {
    if (session == null) {
      return null;
    }
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? certificate
          : null;
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }

  /** SHA-256 of the whole certificate. */
  static Bytes fingerprintOf(X509Certificate certificate) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
